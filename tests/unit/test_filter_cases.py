"""The server writes and reads filters as the browser does: both are held to tests/filter_cases.json."""

import json
from typing import Any

import pytest

from dashboard.exhibits.filters import Filter, Option, parse_controls, parse_query, text_of, write_query
from dashboard.package.site import NO_WORDS
from dashboard.pages.filter_bar import is_chosen
from tests.conftest import ROOT

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/filter_cases.json").read_text("utf-8"))
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])


def filter_of(case: dict[str, Any]) -> Filter:
    given = dict(case["filter"])
    options = tuple(Option(value, NO_WORDS) for value in given.pop("values"))
    return Filter(options=options, also=frozenset(given.pop("also", ())), **given)


def choices_of(case: dict[str, Any]) -> Any:
    parsed = parse_query((filter_of(case),), case["query"])
    assert parsed.ignored == ()
    return parsed.choices


@each
def test_an_address_is_written_as_it_was_read(case: dict[str, Any]) -> None:
    assert write_query((filter_of(case),), choices_of(case)) == case["query"]


@each
def test_controls_say_what_the_address_says(case: dict[str, Any]) -> None:
    item = filter_of(case)
    choices = parse_controls((item,), ([] if case["held"] is None else [case["held"]],))
    assert choices == choices_of(case)
    assert text_of(item, choices[item.name]) == case["held"]


@each
def test_the_options_shown_as_chosen_are_those_of_the_browser(case: dict[str, Any]) -> None:
    item = filter_of(case)
    (choice,) = choices_of(case).values()
    assert [value for value in item.values if is_chosen(item, choice, value)] == case["chosen"]
