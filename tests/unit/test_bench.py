"""The bench measures what it says it does; it is not run here."""

import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from bench.browser import Visit, median, percentile
from bench.growth import grow
from bench.reference import Reference
from bench.report import Server, markdown
from bench.soak import picture
from bench.topics import TOPICS
from dashboard.exhibits.filters import parse_query
from dashboard.package.validation import read_package
from dashboard.pages.contents import resolve
from dashboard.render.site import Site
from dashboard.settings import Settings


def a_visit(drawn: float, *changes: float) -> Visit:
    return Visit(wire_kb=700, drawn=drawn, lcp=100, cls=0, tbt=60, repeat_kb=2, changes=changes)


def test_medians_and_percentiles() -> None:
    visits = [a_visit(1, 10), a_visit(5, 20, 30), a_visit(3)]
    assert median(visits, "drawn") == 3
    assert percentile(visits, 50) == 20


def test_the_report_gives_ratios() -> None:
    app = {topic.name: [a_visit(300, 30, 30)] for topic in TOPICS}
    static = {topic.name: [a_visit(200, 20, 20)] for topic in TOPICS}
    server = Server(page_loads=1, cold_loads=1, filter_calls=1, memory_mb=1, start_s=1)
    told = markdown({"app": app, "static": static, "base": app}, {"app": server, "base": server}, 1)
    assert "300 / 200 = 1.50" in told
    assert "300 / 300 = 1.00" in told


def test_the_filters_that_are_measured_are_filters(site: Site) -> None:
    for one in TOPICS:
        page = resolve(one.path, site).page
        assert page is not None
        for query in one.answers.values():
            assert parse_query(page.filters, query).ignored == ()


def test_the_static_pages_hold_the_same_figures(site: Site, settings: Settings) -> None:
    reference = Reference(site, settings.assets)
    assert {topic.path for topic in TOPICS} < set(reference.files)


def test_the_grown_package_passes_every_check(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bench.growth.COUNTIES", 3)
    grow(settings.data, tmp_path)
    assert read_package(tmp_path).faults == []


def test_the_memory_curve_is_a_picture() -> None:
    drawn = picture([(0.0, 100.0), (10.0, 120.0)])
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert "120 MB at last" in drawn
