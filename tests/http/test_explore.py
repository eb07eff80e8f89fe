"""What a proof offers to filter the page by, and what an exhibit offers to download, as the server sends it."""

from typing import Any

import pytest

from tests.http.conftest import Callbacks
from tests.http.test_pages import components, page_of, rows


def offered(callbacks: Callbacks, kind: str, ref_id: str) -> dict[str, str]:
    asked = {"kind": kind, "id": ref_id, "lang": "en"}
    answer = callbacks.post("proof-body.children", {"proof-request.data": asked}).get_json()
    tree = answer["response"]["proof-body"]["children"]
    return {
        one["props"]["data-filter-name"]: one["props"]["data-filter-value"]
        for one in components(tree)
        if "data-filter-name" in one["props"]
    }


@pytest.mark.parametrize(
    ("kind", "ref_id", "filters"),
    [
        ("derived", "counties:class=none;province=520000", {"class": "none", "province": "520000"}),
        ("derived", "counties:by=2018;city=none", {"year": "2018"}),
        ("derived", "areas:city=331100;support=key26", {"city": "331100"}),
        ("derived", "low-income-population-change-percent", {}),
        ("county", "522601", {"province": "520000", "class": "none", "city": "330100"}),
    ],
)
def test_a_proof_offers_the_filters_its_figure_answers_to(
    callbacks: Callbacks, kind: str, ref_id: str, filters: dict[str, str]
) -> None:
    assert offered(callbacks, kind, ref_id) == filters


def downloads(tree: Any) -> list[str]:
    return [one["props"]["data-download"] for one in components(tree) if "data-download" in one["props"]]


def test_only_an_exhibit_with_something_to_show_is_downloaded(callbacks: Callbacks) -> None:
    assert "county-table" in downloads(page_of(callbacks, "/east-west"))
    assert "county-table" not in downloads(page_of(callbacks, "/east-west", "?class="))


def test_a_sortable_row_knows_its_place(callbacks: Callbacks) -> None:
    found = rows(page_of(callbacks, "/east-west"), "county-table")
    assert [row["props"]["data-row"] for row in found] == [str(at) for at in range(80)]
