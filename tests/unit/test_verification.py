"""A source text is held against the package: every locator and every numeral, and of the document every clause."""

from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.package.clauses import Span
from dashboard.package.load import Package, load_package
from dashboard.package.story import PageDeclaration, Story
from dashboard.package.verification import text_source, verify_file, verify_text
from tests.unit.tiny import EXCLUSIONS, FACTS, PHRASES, TEXT, TinyPackage


def told(package: Package, text: str = TEXT) -> list[str]:
    return [str(finding) for finding in verify_text(package, "report", text)]


def unclaimed(paragraph: int, offset: int, count: int) -> str:
    reason = "is no figure, case, phrase, passage or exclusion"
    return f"paragraph {paragraph}, offset {offset}, a clause of {count} characters {reason}"


def phrase(printed: str, paragraph: int, start: int) -> dict[str, str]:
    place = {"paragraph": str(paragraph), "start": str(start), "end": str(start + len(printed))}
    return {**PHRASES[0], **place, "phrase_id": f"phrase-{paragraph}-{start}", "printed": printed}


def of_numerals(package: Package, text: str) -> list[str]:
    return [one for one in told(package, text) if "numeral" in one]


@pytest.mark.parametrize(
    ("other", "met", "held"),
    [
        (Span(1, 4, 6), True, True),
        (Span(1, 2, 8), True, True),
        (Span(1, 0, 2), False, False),
        (Span(1, 8, 9), False, False),
        (Span(1, 1, 3), True, False),
        (Span(1, 7, 9), True, False),
        (Span(2, 4, 6), False, False),
    ],
)
def test_spans_that_only_touch_do_not_meet(other: Span, met: bool, held: bool) -> None:
    assert (Span(1, 2, 8).meets(other), Span(1, 2, 8).holds(other)) == (met, held)


def test_a_sound_package_has_no_finding(tiny: TinyPackage) -> None:
    assert told(load_package(tiny.folder)) == []


def test_a_text_is_known_by_its_sha256(tiny: TinyPackage) -> None:
    package = load_package(tiny.folder)
    source = text_source(package, TEXT.encode())
    assert source is not None
    assert source.source_id == "report"
    assert text_source(package, TEXT.encode() + b"\n") is None


def test_a_shifted_locator_is_found(tiny: TinyPackage) -> None:
    tiny.change("facts", 0, start="5", end="8")
    assert told(load_package(tiny.folder)) == [
        "paragraph 1, offset 5, '省12': helped-counties should read '12个' here",
    ]


def test_a_locator_in_another_paragraph_is_found(tiny: TinyPackage) -> None:
    tiny.change("facts", 0, paragraph="2")
    assert told(load_package(tiny.folder)) == [
        unclaimed(1, 0, 10),
        "paragraph 1, offset 6, '12': this numeral is neither a fact nor an exclusion",
        "paragraph 2, offset 6, '1.5': helped-counties should read '12个' here",
    ]


def test_a_locator_beyond_the_text_is_found(tiny: TinyPackage) -> None:
    tiny.change("facts", 1, paragraph="3")
    tiny.change("exclusions", 1, start="16", end="18")
    assert told(load_package(tiny.folder)) == [
        "paragraph 1, offset 15, '3': this numeral is neither a fact nor an exclusion",
        unclaimed(2, 12, 4),
        "paragraph 2, offset 14, '双': this numeral is neither a fact nor an exclusion",
        "paragraph 2, offset 16, '。': the exclusion '双赢' ends at 18, the paragraph has 17 characters",
        "paragraph 3, offset 15, '3户': sanhe-households stands in a paragraph the text does not have; it has 2",
    ]


def test_a_case_must_lie_in_the_text(tiny: TinyPackage) -> None:
    tiny.change("cases", 0, start="30", end="99")
    assert told(load_package(tiny.folder)) == [
        "paragraph 1, offset 30, '2个县先行。': sanhe ends at 99, the paragraph has 36 characters",
    ]


def test_an_uncovered_numeral_is_found(tiny: TinyPackage) -> None:
    tiny.rewrite("facts", FACTS[1:])
    tiny.rewrite("exclusions", EXCLUSIONS[:1])
    assert of_numerals(load_package(tiny.folder), TEXT) == [
        "paragraph 1, offset 6, '12': this numeral is neither a fact nor an exclusion",
        "paragraph 2, offset 14, '双': this numeral is neither a fact nor an exclusion",
    ]


def test_a_numeral_in_a_place_name_counts_nothing_but_beside_it_does(tiny: TinyPackage) -> None:
    tiny.change("areas", 5, name_zh="四川省")
    package = load_package(tiny.folder)
    assert of_numerals(package, f"{TEXT}四川、四川省、三河县") == []
    assert of_numerals(package, f"{TEXT}三河、十三河县") == [
        "paragraph 3, offset 0, '三': this numeral is neither a fact nor an exclusion",
        "paragraph 3, offset 3, '十三': this numeral is neither a fact nor an exclusion",
    ]


def test_the_name_of_a_group_hides_no_count(tiny: TinyPackage) -> None:
    tiny.change("areas", 8, area_id="group-two", name_zh="两省", level="group")
    tiny.rewrite("registers/paired_counties", [])
    assert of_numerals(load_package(tiny.folder), f"{TEXT}两省") == [
        "paragraph 3, offset 0, '两': this numeral is neither a fact nor an exclusion",
    ]


def test_an_exclusion_may_not_lie_on_a_fact(tiny: TinyPackage) -> None:
    tiny.change("exclusions", 0, start="14", end="17", printed="有3户")
    findings = told(load_package(tiny.folder))
    assert (
        "paragraph 1, offset 14, '有3户': the exclusion '有3户' overlaps the fact sanhe-households"
        in findings
    )


def test_a_number_with_a_unit_may_not_be_left_out(tiny: TinyPackage) -> None:
    tiny.rewrite("facts", [fact for fact in FACTS if fact["fact_id"] != "sanhe-households"])
    household = {**EXCLUSIONS[0], "start": "15", "end": "16", "printed": "3", "reason": "ordinal"}
    tiny.rewrite("exclusions", [*EXCLUSIONS, household])
    assert told(load_package(tiny.folder)) == [
        "paragraph 1, offset 15, '3户': the exclusion '3' leaves out a number that has a unit; that is a fact",
    ]


def test_a_clause_that_nothing_tells_is_found_and_not_printed(tiny: TinyPackage) -> None:
    tiny.rewrite("phrases", [])
    assert told(load_package(tiny.folder)) == [unclaimed(1, 26, 1)]


def test_a_text_that_is_not_the_document_is_not_cut_into_clauses(tiny: TinyPackage) -> None:
    tiny.rewrite("phrases", [])
    tiny.replace("site.toml", b'document = "report"', b'document = "paper"')
    assert told(load_package(tiny.folder)) == []


def test_a_case_tells_its_clauses_but_not_what_stands_in_quotation_marks(tiny: TinyPackage) -> None:
    text = f"{TEXT}户户“同心”。\n"
    assert told(load_package(tiny.folder), text) == [unclaimed(3, 0, 2), unclaimed(3, 3, 2)]
    tiny.change("cases", 0, paragraph="3", start="0", end="7")
    assert told(load_package(tiny.folder), text) == [unclaimed(3, 3, 2)]
    tiny.rewrite("phrases", [*PHRASES, phrase("同", 3, 3)])
    assert told(load_package(tiny.folder), text) == [unclaimed(3, 3, 2)], "a part of it is not enough"
    tiny.rewrite("phrases", [*PHRASES, phrase("同心", 3, 3)])
    assert told(load_package(tiny.folder), text) == []


def test_a_passage_of_a_page_tells_the_clauses_of_its_place(tiny: TinyPackage) -> None:
    package, text = load_package(tiny.folder), f"{TEXT}户户同心。\n"
    item = {"source": "report", "paragraph": 3, "start": 0, "end": 4}
    page = {"path": "/jia", "name": {"zh": "甲"}, "title": {"zh": "甲"}, "exhibit": [{"items": [item]}]}
    story = Story({"jia": PageDeclaration.model_validate(page)}, {}, [])
    assert told(package, text) == [unclaimed(3, 0, 4)]
    assert told(replace(package, story=story), text) == []


def test_the_heading_of_a_case_is_put_together_from_phrases_of_its_passage(tiny: TinyPackage) -> None:
    tiny.change("cases", 0, start="26", end="27", heading_zh="看，先行")
    tiny.rewrite("phrases", [*PHRASES, phrase("先行", 1, 33)])
    assert told(load_package(tiny.folder)) == [
        "paragraph 1, offset 26, '先行': the heading of sanhe is no phrase of its passage",
    ]
    tiny.change("cases", 0, end="36")
    assert told(load_package(tiny.folder)) == []


def test_a_phrase_reads_as_printed(tiny: TinyPackage) -> None:
    tiny.change("phrases", 0, printed="听")
    assert told(load_package(tiny.folder)) == ["paragraph 1, offset 26, '看': look should read '听' here"]


def test_a_phrase_may_hold_a_numeral_but_hides_no_number_that_has_a_unit(tiny: TinyPackage) -> None:
    tiny.rewrite("exclusions", EXCLUSIONS[:1])
    tiny.rewrite("phrases", [*PHRASES, phrase("双赢", 2, 14)])
    assert told(load_package(tiny.folder)) == []
    tiny.rewrite("facts", [fact for fact in FACTS if fact["fact_id"] != "sanhe-households"])
    tiny.rewrite("phrases", [*PHRASES, phrase("双赢", 2, 14), phrase("有3户", 1, 14)])
    assert told(load_package(tiny.folder)) == [
        "paragraph 1, offset 15, '3户': phrase-1-14 leaves out a number that has a unit; that is a fact",
    ]


def test_a_fact_without_a_place_is_found(tiny: TinyPackage) -> None:
    tiny.change("facts", 4, source_id="report", same_as="")
    assert told(load_package(tiny.folder)) == ["'1.5万人': people-elsewhere has no place in the text"]


def test_a_file_in_order(tiny: TinyPackage) -> None:
    report = verify_file(load_package(tiny.folder), tiny.text_file)
    assert report.problems == ()
    assert report.summary == (
        "report: 4 facts, 1 cases, 1 phrases, 2 exclusions stand in the text as given; "
        "all of its 8 numerals are accounted for, and so are its 7 clauses: 2 exclusions, 4 facts, 1 phrases"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "the file is empty"),
        ("甲省".encode("gb18030"), "is not UTF-8, see byte offset 0"),
        (TEXT.replace("12", "21").encode(), "no source of the package has this text"),
        (TEXT.replace("\n", "\r\n").encode(), "no source of the package has this text"),
    ],
)
def test_a_file_that_cannot_be_verified(tiny: TinyPackage, content: bytes, reason: str) -> None:
    tiny.text_file.write_bytes(content)
    (problem,) = verify_file(load_package(tiny.folder), tiny.text_file).problems
    assert problem.startswith(f"{tiny.text_file}: {reason}")


def test_a_file_that_is_not_there(tiny: TinyPackage, tmp_path: Path) -> None:
    (problem,) = verify_file(load_package(tiny.folder), tmp_path / "none.txt").problems
    assert problem == f"{tmp_path / 'none.txt'}: the file is missing"
