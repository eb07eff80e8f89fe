"""The data of the repository: what it holds, that it agrees with itself and with the source text."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.check.declarations import figure_notes
from dashboard.exhibits.reading import short_of
from dashboard.exhibits.rows import Need, Rows, members_of
from dashboard.exhibits.selection import FOLLOWING, Asked, facts_left
from dashboard.figures.cite import load_texts
from dashboard.figures.computed import derive, reconcile
from dashboard.figures.words import LANGS, grade_letter
from dashboard.package.load import Package
from dashboard.package.validation import read_package
from dashboard.package.verification import verify_text
from dashboard.settings import Settings


def test_it_holds_what_it_promises(package: Package) -> None:
    assert len(package.registers["paired_counties"]) == 80
    assert len(package.cases) == 16
    assert not package.facts.empty


def test_every_county_has_its_province_and_its_names(package: Package) -> None:
    counties = members_of(package, "paired_counties")
    sizes = Counter(package.area(county.value("province")).name_zh for county in counties)
    assert sizes == {"贵州省": 24, "吉林省": 8, "湖北省": 8, "四川省": 40}
    for county in counties:
        for area in (county.area, package.area(county.value("prefecture"))):
            assert all((area.name_zh, area.name_en, area.pinyin))


STATED = {
    "low-income-population-change": "-216.09",
    "low-income-population-change-percent": "-68.06",
    "low-income-share-of-rural-income": "40.6",
    "paired-sum": "80",
    "class-sum": "80",
    "deep-sum": "27",
    "ratio-2014-computed": "2.09",
    "ratio-2016-computed": "2.066",
    "ratio-2018-computed": "2.04",
    "weak-villages-cleared-share": "73",
    "cities-rural-gap": "1.82",
}


def test_every_computed_figure_has_its_value(package: Package) -> None:
    assert set(STATED) == set(package.computed["computed_id"])
    # Two sources disagree about one figure, and four told of a year before it was over.
    assert [note.reason.key for note in package.notes] == [
        "contradiction.sources",
        *["contradiction.before-end"] * 4,
    ]
    assert figure_notes(package) == []


@pytest.mark.parametrize(("derived_id", "value"), STATED.items())
def test_a_derived_figure(package: Package, derived_id: str, value: str) -> None:
    result = derive(package, derived_id)
    assert str(result.value) == value
    assert result.formula.zh.count("\n") == 0
    assert value.replace("-", "−") in result.formula.zh


def test_inputs_of_a_computed_figure_share_their_unit(package: Package) -> None:
    for inputs in package.computed["inputs"]:
        assert len({package.fact(fact_id).unit for fact_id in inputs}) == 1


def test_county_class_and_years_are_those_found(package: Package) -> None:
    assert derive(package, "counties:class=national").value == 72
    assert derive(package, "counties:by=2018").value == 37
    assert derive(package, "counties:year=2018").value == 25
    assert derive(package, "counties:class=national;deep=yes").value == 23
    assert derive(package, "counties:class=provincial;deep=yes").value == 2
    assert derive(package, "counties:year=none").value == 6
    assert derive(package, "areas:support=key26").value == 26
    assert derive(package, "areas:support=part").value == 3


def test_every_reconciliation_holds_or_is_explained(package: Package) -> None:
    results = {result.check.check_id: result for result in reconcile(package)}
    assert set(results) == set(package.checks["check_id"])
    assert [name for name, result in results.items() if not result.explained] == []
    assert [name for name, result in results.items() if not result.holds] == ["delisted", "deep"]
    assert results["delisted"].computed == 37
    assert results["delisted"].stated == Decimal(38)


def test_any_fact_may_be_withdrawn(settings: Settings, tmp_path: Path) -> None:
    """Here every tenth; what names it is noted, and the package is sound without it."""
    folder = shutil.copytree(settings.data, tmp_path / "data")
    head, *rows = (settings.data / "facts.csv").read_text("utf-8").splitlines(keepends=True)
    assert len(rows) > 200
    for at in range(0, len(rows), 10):
        (folder / "facts.csv").write_text("".join([head, *rows[:at], *rows[at + 1 :]]), "utf-8")
        assert read_package(folder).faults == []


@pytest.mark.parametrize(
    "withdrawn", ["four-ones", "principle-words", "one-blueprint", "blood-making", "foreign-orders"]
)
def test_a_phrase_withdrawn_leaves_a_clause_that_nothing_tells(
    package: Package, source_texts: Path, withdrawn: str
) -> None:
    text = load_texts(source_texts, package)["document"]
    left = package.phrases[package.phrases["phrase_id"] != withdrawn]
    assert verify_text(replace(package, phrases=left), "document", text)


def test_every_figure_of_a_source_at_hand_stands_in_its_text(package: Package, source_texts: Path) -> None:
    texts = load_texts(source_texts, package)
    assert "document" in texts
    for source_id, text in texts.items():
        assert [str(finding) for finding in verify_text(package, source_id, text)] == []


# What a row says must fit its own note and what is printed ------------------------------------------------------

RECORDED = re.compile("按.{0,22}记|推断|判断为|未见日期|日期约")
PRINTED = {
    "近": "nearly",
    "约": "about",
    "左右": "about",
    "余": "more_than",
    "多": "more_than",
    "超": "more_than",
}
PRINTED |= {"以上": "at_least", "过万": "more_than"}


def test_a_period_that_is_not_the_sources_own_is_inferred(package: Package) -> None:
    facts = package.facts[package.facts["period_end"].notna() | package.facts["period_start"].notna()]
    told = facts["note_zh"].str.contains(RECORDED) & (facts["status"] == "actual")
    told &= facts["fact_id"] != "delisted-by-2018"  # what is inferred there is the meaning, not the date
    assert told.sum() > 70
    assert set(facts.loc[told, "period_evidence"]) == {"inferred"}


def test_a_period_that_ends_with_its_report_is_inferred(package: Package) -> None:
    """The source says since when, and until now; that now is the day of the report is read into it."""
    facts, published = package.facts, package.sources.set_index("source_id")["published"]
    ends = facts["period_end"].astype(str).str[:10] == facts["source_id"].map(published)
    assert ends.sum() > 15
    assert set(facts.loc[ends, "period_evidence"]) == {"inferred"}


def test_a_partner_known_by_its_aid_alone_is_inferred(package: Package) -> None:
    pairings = package.pairings
    told = pairings["note_zh"].str.contains("推断，不是结对协议")
    assert {
        *(("522630", "330110"), ("522636", "330108"), ("422825", "330106"), ("522325", "330203")),
        *(("513228", "330481"), ("513228", "330483")),
    } <= set(pairings.loc[told, ["receiver", "partner"]].itertuples(index=False, name=None))
    assert set(pairings.loc[told, "evidence"]) == {"inferred"}
    assert pairings.loc[told, "note_en"].str.contains("not from a pairing agreement").all()


@pytest.mark.parametrize(("word", "qualifier"), PRINTED.items())
def test_a_figure_is_qualified_as_printed(package: Package, word: str, qualifier: str) -> None:
    printed = package.facts["printed"].str.contains(word) & package.facts["value"].notna()
    assert printed.any()
    assert set(package.facts.loc[printed, "qualifier"]) == {qualifier}


def test_funds_of_which_no_more_is_said_are_no_fiscal_ones(package: Package) -> None:
    """Only words of the source make funds fiscal; of the others the name and the note say that it is not stated."""
    other = package.facts["indicator_id"].str.startswith("assistance-funds")
    assert other.sum() == 18
    for fact, note in package.facts.loc[other, ["fact_id", "note_zh"]].itertuples(index=False):
        assert "财政资金" in note, fact
    fiscal = package.facts["indicator_id"].str.startswith("aid-funds")
    assert package.facts.loc[fiscal, "statement_zh"].str.contains("财政|援助资金|深度贫困|县均").all()


def test_no_statement_stands_on_the_one_before_it(package: Package) -> None:
    """In a file each stands alone."""
    assert not package.facts["statement_zh"].str.contains("^(?:其中|这些|该|两州)|这些项目|两州建档").any()
    assert (
        not package.facts["statement_en"]
        .str.contains(r"^(?:These|Those|They|Of them)\b|\bof them (?:are|were)\b")
        .any()
    )


def test_what_is_inferred_is_said_beside_the_sum_that_it_makes_agree(package: Package) -> None:
    results = {result.check.check_id: result for result in reconcile(package)}
    own = package.registers["paired_counties"]
    assert results["rows"].inferred == (own["member_evidence"] == "inferred").sum()
    assert results["provinces"].inferred == 0
    for check_id in ("rows", "rows-sichuan", "national"):
        assert "推算" in results[check_id].check.explanation_zh


def test_a_repost_is_never_the_publishers_own_page(package: Package) -> None:
    for source_id in ("gz2018", "f-gov2018", "p-rt"):
        assert package.source(source_id).grade == "B"
    for source_id in ("lishui-daily-2019-08-19", "processing-2009", "processing-panan-2016", "p-cg", "p-jzg"):
        assert package.source(source_id).grade == "A"


def test_a_county_called_as_its_prefecture_keeps_its_level(package: Package) -> None:
    counties = package.areas.loc[package.areas["level"] == "county", "area_id"]
    kept = {short_of(package.area(one), "zh") for one in counties if package.area(one).is_namesake}
    assert kept >= {"广安区", "恩施市", "阿坝县"}
    assert {short_of(package.area(one), "en") for one in ("511602", "422801", "513231")} == {
        "Guang'an District",
        "Enshi City",
        "Ngawa (Aba) County",
    }
    assert short_of(package.area("422800"), "zh") == "恩施"
    assert short_of(package.area("510822"), "zh") == "青川"


@pytest.mark.parametrize("choice", ["A", "B"])
def test_a_document_passes_every_choice_of_a_grade(package: Package, choice: str) -> None:
    """It has no publisher's page, and so no grade that could be held against it."""
    assert package.source("document").grade == "D"
    own = package.facts.loc[package.facts["source_id"] == "document", "fact_id"].tolist()
    rows = Rows(package, Need(facts=frozenset(own)))
    left = facts_left(FOLLOWING, rows, [Asked("grade", "grade", choice)], rows.facts(own))
    assert {row.id for row in left} == {row.id for row in rows.facts(own)}
    assert [grade_letter("D", lang) for lang in LANGS] == ["文", "D"]
