"""The watch that guards every browser test is itself seen to bark."""

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import Watch

ELSEWHERE = "http://dashboard.invalid/"


def test_a_request_that_leaves_the_machine_is_told(page: Page, watch: Watch) -> None:
    watch.allow("request left this machine: http://dashboard.invalid/")
    watch.allow("request failed: http://dashboard.invalid/")
    watch.allow("console error: Failed to load resource")
    page.set_content(f"<img src='{ELSEWHERE}'>")


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("console.error('a slip')", "console error: a slip"),
        ("setTimeout(() => { throw new Error('a slip') })", "page error: .*a slip"),
    ],
)
def test_an_error_of_a_page_is_told(page: Page, watch: Watch, script: str, complaint: str) -> None:
    watch.allow(complaint)
    page.set_content(f"<script>{script}</script>")
    page.evaluate("new Promise(resolve => setTimeout(resolve, 20))")


def test_an_expected_complaint_that_does_not_come_is_told(watch: Watch) -> None:
    unheard = Watch(allowed=["console error"])
    assert unheard.verdict() == ["expected, but did not happen: console error"]
    assert watch.verdict() == []


@pytest.mark.parametrize("viewport", [{"width": 390, "height": 844}])
def test_a_test_chooses_its_viewport(page: Page, viewport: ViewportSize) -> None:
    assert page.evaluate("[innerWidth, innerHeight]") == [viewport["width"], viewport["height"]]
