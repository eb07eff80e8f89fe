"""The server writes and reads filters as the browser does: both are held to tests/filter_cases.json."""

import json
from typing import Any

import pytest

from dashboard.exhibits.filters import Filter, Option, parse_controls, parse_query, write_query
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS
from tests.conftest import ROOT

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/filter_cases.json").read_text("utf-8"))
each = pytest.mark.parametrize("case", CASES, ids=lambda case: case["what"])


def filter_of(case: dict[str, Any]) -> Filter:
    given = dict(case["filter"])
    options = tuple(Option(value, NO_WORDS) for value in given.pop("values"))
    return Filter(options=options, **given)


def choices_of(case: dict[str, Any], package: Package) -> Any:
    parsed = parse_query((filter_of(case),), case["query"], package)
    assert parsed.ignored == ()
    return parsed.choices


@each
def test_an_address_is_written_as_it_was_read(case: dict[str, Any], package: Package) -> None:
    assert write_query((filter_of(case),), choices_of(case, package)) == case["query"]


@each
def test_controls_say_what_the_address_says(case: dict[str, Any], package: Package) -> None:
    held = case["held"][0] if len(case["held"]) == 1 else case["held"]
    assert parse_controls((filter_of(case),), (held,), package) == choices_of(case, package)
