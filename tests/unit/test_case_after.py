"""What became of the cases: apart from what their own source states, and never without a source."""

import pytest
from pydantic import ValidationError

from dashboard.exhibits.rows import CaseRow, cases_of
from dashboard.figures.words import LANGS, Lang, say
from dashboard.package.load import Package
from dashboard.package.model import CaseEvent
from dashboard.pages import case
from dashboard.render.site import Site
from tests.unit.tree import text, with_class

EVENT = {
    "case_id": "case-a",
    "what": "outcome",
    "date": "2019-03",
    "area_ids": "",
    "statement_zh": "一句话。",
    "statement_en": "A sentence.",
    "evidence": "stated",
    "source_id": "report",
}


def _case(package: Package, case_id: str) -> CaseRow:
    return next(row for row in cases_of(package) if row.id == case_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"source_id": ""},
        {"evidence": "unknown"},
        {"what": "open"},
        {"what": "open", "evidence": "unknown"},
        {"what": "gossip"},
        {"date": "March 2019"},
    ],
)
def test_what_is_told_has_a_source_and_what_nobody_states_has_none(wrong: dict[str, str]) -> None:
    CaseEvent.model_validate(EVENT)
    CaseEvent.model_validate(EVENT | {"what": "open", "evidence": "unknown", "source_id": ""})
    with pytest.raises(ValidationError):
        CaseEvent.model_validate(EVENT | wrong)


def test_figures_of_other_sources_stand_apart_from_those_of_the_document(package: Package) -> None:
    tea = _case(package, "qingchuan-tea")
    assert [figure.id for figure in tea.figures] == ["huangdu-donors"]
    assert "tea-first-gift" in {figure.id for figure in tea.found_figures}
    for row in cases_of(package):
        assert all(figure.source.source_id == row.case.source_id for figure in row.figures)
        assert not any(figure.source.source_id == row.case.source_id for figure in row.found_figures)


def test_places_that_other_sources_name_are_on_the_map(package: Package) -> None:
    teacher, tea = _case(package, "chen-liqun-teaching"), _case(package, "qingchuan-tea")
    assert not teacher.stated_places
    assert [area.area_id for area in teacher.places] == ["522630"]
    assert {area.area_id for area in tea.found_places} == {"522323", "520627", "433126", "522634"}


def test_each_case_says_what_nobody_states(package: Package) -> None:
    for row in cases_of(package):
        assert row.events[-1].what == "open", row.id


@pytest.mark.parametrize("lang", LANGS)
def test_below_its_map_a_case_says_which_places_are_not_its_own_source_s(site: Site, lang: Lang) -> None:
    (tea,) = with_class(case.body(site, "qingchuan-tea", lang), "small-map")
    guzhang, leishan = ("古丈县", "雷山县") if lang == "zh" else ("Guzhang County", "Leishan County")
    assert say("case.map.beyond", lang, places=guzhang) in text(tea)
    assert leishan in text(tea)
    (plot,) = with_class(tea, "plot")
    assert guzhang not in getattr(plot, "aria-label")
    (teacher,) = with_class(case.body(site, "chen-liqun-teaching", lang), "small-map")
    taijiang = "台江县" if lang == "zh" else "Taijiang County"
    assert say("case.map.found", lang, places=taijiang) in text(teacher)
    (own,) = with_class(case.body(site, "nanjiang-water-bamboo", lang), "small-map")
    assert say("case.map.found", lang, places="").rstrip("。.") not in text(own)
