"""The briefing: read again, its headings and notes are numbered, and each sentence with a figure leads to a note."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openxml_audit import FileFormat, OpenXmlValidator

from dashboard.exhibits.case_rows import event_text
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.rows import cases_of
from dashboard.figures.words import LANGS, Lang, Mention, Prose, Ref, plain, say, text_of
from dashboard.files import briefing
from dashboard.files.briefing import HIGHEST, make_briefing, text_of_view
from dashboard.files.notes import sentences
from dashboard.files.word import Said, Text
from dashboard.files.word_layout import LAYOUTS
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, parse_view
from dashboard.render.figure import why_empty
from dashboard.render.site import Site
from dashboard.render.table import FIRST, LONG

CONTEXT = ExportContext(made=date(2026, 11, 23), origin="https://example.org")
PLACE = "page=place-510000"
VIEWS = ("", "page=in-province", "page=east-west&province=220000&year=2018", PLACE, "page=cases&q=zzzz")
A, B = Mention("40", Ref("fact", "a")), Mention("24", Ref("fact", "b"))


def opened(site: Site, query: str, lang: Lang) -> Any:
    return Document(BytesIO(make_briefing(site, parse_view(query, site, lang), CONTEXT)))


def told(site: Site, query: str, lang: Lang) -> Text:
    return text_of_view(site, parse_view(query, site, lang), CONTEXT)


def said_in(text: Text) -> Iterator[Said]:
    for one in text.sections:
        yield one.heading
        for paragraph in (*one.told, *one.listed, *one.remarks):
            yield from paragraph
        if one.grid:
            yield one.grid.caption
            yield from (said for row in one.grid.rows for cell in row for said in cell)


def numbering(file: Any) -> dict[tuple[str, str], tuple[str, str]]:
    """By list and level: how its numbers are counted, and what stands around them."""
    found = {}
    for kind in file.part.numbering_part.element.iter(qn("w:abstractNum")):
        for level in kind.iter(qn("w:lvl")):
            form, text = (level.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("numFmt", "lvlText"))
            key = kind.get(qn("w:abstractNumId")), level.find(qn("w:pStyle")).get(qn("w:val"))
            found[key] = (form, text)
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_headings_sentences_and_notes_are_numbered_by_word(site: Site, lang: Lang) -> None:
    file = opened(site, "page=in-province", lang)
    used = {one.style.style_id for one in file.paragraphs}
    assert used >= {"Heading1", "Heading2", "ListNumber", "Notes"}
    chinese = "chineseCountingThousand"
    expected = {
        "zh": [(chinese, "%1、"), (chinese, "（%2）"), ("decimal", "%3.")],
        "en": [("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)")],
    }[lang]
    names = ("Heading1", "Heading2", "ListNumber")
    heads = {("1", name): form for name, form in zip(names, expected, strict=True)}
    assert numbering(file) == {**heads, ("2", "Notes"): ("decimal", "[%1]")}
    for number, level, name in (("1", "0", "Heading1"), ("1", "1", "Heading2"), ("2", "0", "Notes")):
        own = next(one for one in file.styles.element.iter(qn("w:style")) if one.get(qn("w:styleId")) == name)
        at = own.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        assert [one.get(qn("w:val")) for one in at] == [level, number]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", VIEWS)
def test_each_sentence_with_a_figure_leads_to_a_note(site: Site, query: str, lang: Lang) -> None:
    text = told(site, query, lang)
    assert text.title.count(parse_view(query, site, lang).title(site)) == 1
    numbers = {number for said in said_in(text) for number in said.notes}
    assert numbers <= set(range(1, len(text.notes) + 1))
    # Each note is cited: by a sentence, or by a computed figure, which names it.
    within = {int(one) for note in text.notes for one in re.findall(r"\[(\d+)\]", note.text)}
    assert numbers | within == set(range(1, len(text.notes) + 1))
    for section in text.sections:
        uncited = [paragraph for paragraph in section.listed if not any(one.notes for one in paragraph)]
        assert uncited == []
        if section.grid:
            cells = (said for row in section.grid.rows for cell in row for said in cell)
            assert section.grid.caption.notes or any(said.notes for said in cells)


@pytest.mark.parametrize("lang", LANGS)
def test_a_finding_leads_to_the_source_of_its_figure(site: Site, lang: Lang) -> None:
    text = told(site, "show=relocation", lang)
    (section,) = text.sections
    fact = site.package.fact("relocation-2013-2019")
    source = site.package.source(fact.source_id)
    (number,) = section.heading.notes
    note = text.notes[number - 1].text
    assert text_of(source, "title", lang) in note
    assert say("briefing.paragraph", lang, paragraphs=fact.paragraph) in note


def test_a_computed_figure_tells_its_formula_and_what_it_rests_on(site: Site) -> None:
    text = told(site, "show=income-2018", "zh")
    (number,) = text.sections[0].heading.notes
    note = text.notes[number - 1]
    assert "÷" in note.text
    assert note.address == "https://example.org/in-province?derived=low-income-share-of-rural-income"
    inputs = [int(one) for one in re.findall(r"\[(\d+)\]", note.text)]
    assert inputs
    assert max(inputs) < number


@pytest.mark.parametrize("lang", LANGS)
def test_marks_lead_to_the_bookmarks_of_notes(site: Site, lang: Lang) -> None:
    file = opened(site, "page=in-province", lang)
    body = file.element.body
    ways = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    marks = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    notes = [one for one in file.paragraphs if one.style.style_id == "Notes"]
    assert marks == [f"note{number}" for number in range(1, len(notes) + 1)]
    assert ways
    assert ways <= set(marks)


def test_the_mark_stands_before_the_stop_in_chinese_and_behind_it_in_english(site: Site) -> None:
    first = {
        lang: next(
            one.text for one in opened(site, PLACE, lang).paragraphs if one.style.style_id == "ListNumber"
        )
        for lang in LANGS
    }
    assert re.search(r"\[[0-9,–]+\]。$", first["zh"])
    assert re.search(r"\.\u2060\[[0-9,–]+\]$", first["en"])


def test_a_long_list_says_how_many_more_there_are(site: Site) -> None:
    view = parse_view(PLACE, site, "zh")
    item = next(one for one in view.items if one.exhibit.key.endswith("-figures"))
    count = len(item.shown("zh").selection.fact_ids())
    section = next(one for one in told(site, PLACE, "zh").sections if one.heading.text == item.title("zh"))
    assert count > LONG
    assert len(section.listed) == FIRST
    assert section.remarks[0][0].text == say("briefing.more-figures", "zh", count=count - FIRST)


@pytest.mark.parametrize("lang", LANGS)
def test_filters_are_named_and_what_they_empty_is_told(site: Site, lang: Lang) -> None:
    text = told(site, "page=cases&q=zzzz", lang)
    view = parse_view("page=cases&q=zzzz", site, lang)
    assert "zzzz" in view.filters(site)
    assert view.filters(site) in text.about[0][0].text
    assert text.subject == view.filters(site)
    emptied = [item for item in view.items if item.shown(lang).chart is None]
    said = [paragraph[0].text for one in text.sections for paragraph in one.told]
    assert emptied
    assert said == [why_empty(item.exhibit, item.shown(lang), lang) for item in emptied]


def test_the_chinese_page_is_that_of_official_documents(site: Site) -> None:
    file = opened(site, PLACE, "zh")
    section = file.sections[0]
    sides = (section.top_margin, section.left_margin, section.page_width, section.page_height)
    for side, millimetres in zip(sides, (37, 28, 210, 297), strict=True):
        assert abs(side - Mm(millimetres)) < Mm(0.1)
    text_area = section.page_width - section.left_margin - section.right_margin
    assert abs(text_area - Mm(156)) < Mm(0.2)
    assert abs(section.page_height - section.top_margin - section.bottom_margin - Mm(225)) < Mm(0.2)
    faces = {
        name: (file.styles[name].element.rPr.rFonts.get(qn("w:eastAsia")), file.styles[name].font.size)
        for name in ("Title", "Heading 1", "Heading 2", "Body Text", "List Number")
    }
    assert faces == {
        "Title": ("方正小标宋简体", Pt(22)),
        "Heading 1": ("黑体", Pt(16)),
        "Heading 2": ("楷体_GB2312", Pt(16)),
        "Body Text": ("仿宋_GB2312", Pt(16)),
        "List Number": ("仿宋_GB2312", Pt(16)),
    }
    assert file.styles["Body Text"].paragraph_format.line_spacing == Pt(28.95)
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert (odd.alignment, even.alignment) == (2, 0)  # right, left
    assert file.settings.odd_and_even_pages_header_footer


def test_faces_name_others_to_look_for(site: Site) -> None:
    file = opened(site, PLACE, "zh")
    fonts = next(one for one in file.part.package.iter_parts() if str(one.partname).endswith("fontTable.xml"))
    names = dict(re.findall(r'<w:font w:name="([^"]+)"><w:altName w:val="([^"]+)"/>', fonts.blob.decode()))
    used = {one.get(qn("w:eastAsia")) for one in file.styles.element.iter(qn("w:rFonts"))}
    assert used <= set(names)
    assert all("," in others for others in names.values())


@pytest.mark.parametrize("lang", LANGS)
def test_plots_that_compare_stand_as_pictures_as_wide_as_the_text(site: Site, lang: Lang) -> None:
    query = "page=in-province"
    shown = [one.shown(lang) for one in parse_view(query, site, lang).items]
    low = (one for one in shown if isinstance(one.chart, Plot) and one.chart.height <= HIGHEST)
    drawn = [one for one in low if len(one.selection.fact_ids()) > 1]
    file = opened(site, query, lang)
    pictures = file.inline_shapes
    described = [one._inline.docPr.get("descr") for one in pictures]
    assert described == [one.alt for one in drawn]
    assert len(described) > 4
    assert {round(one.width.pt) for one in pictures} == {round(LAYOUTS[lang].width)}
    captions = {one.text for one in file.paragraphs if one.style.style_id == "Caption"}
    assert captions >= {plain(one.subtitle) for one in drawn}


def test_without_a_chinese_font_the_text_stands_alone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = told(site, "show=income-2018", "zh")
    monkeypatch.setattr(briefing, "draws_chinese", lambda: False)
    (section,) = drawn.sections
    assert section.figure
    assert told(site, "show=income-2018", "zh") == replace(drawn, sections=(replace(section, figure=None),))


@pytest.mark.parametrize("lang", LANGS)
def test_one_view_on_one_day_is_one_file_that_says_what_it_is(site: Site, lang: Lang) -> None:
    view = parse_view(PLACE, site, lang)
    content = make_briefing(site, view, CONTEXT)
    assert content == make_briefing(site, view, CONTEXT)
    about = Document(BytesIO(content)).core_properties
    assert (about.title, about.author) == (told(site, PLACE, lang).title, site.name(lang))
    assert (about.language, about.created.date()) == ({"zh": "zh-CN", "en": "en"}[lang], CONTEXT.made)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("query", ["", PLACE])
def test_the_file_holds_to_its_schema(site: Site, query: str, lang: Lang, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(make_briefing(site, parse_view(query, site, lang), CONTEXT))
    assert [
        str(one) for one in OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors
    ] == []


def test_any_package_has_one(small: Package) -> None:
    site = Site(package=small, texts={})
    text = told(site, "", site.languages[0])
    view = parse_view("", site, site.languages[0])
    headings = [one.heading.text for one in text.sections]
    assert all(item.title(view.lang) in headings for item in view.items)
    assert opened(site, "", site.languages[0]).paragraphs[0].text == text.title


@pytest.mark.parametrize(
    ("lang", "prose", "parts"),
    [
        ("zh", ("有", A, "个。另有", B, "个"), [("有40个。", ["a"]), ("另有24个", ["b"])]),
        ("en", ("In all ", A, ". Then ", B, " more."), [("In all 40. ", ["a"]), ("Then 24 more.", ["b"])]),
        ("en", ("9.4% and ", A, ", as in No.3"), [("9.4% and 40, as in No.3", ["a"])]),
        ("zh", (), [("", [])]),
    ],
)
def test_a_text_is_parted_behind_its_stops(
    lang: Lang, prose: Prose, parts: list[tuple[str, list[str]]]
) -> None:
    assert [(text, [ref.id for ref in refs]) for text, refs in sentences(prose, lang)] == parts


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_is_told_by_what_it_lies_in_and_whom_it_is_paired_with(site: Site, lang: Lang) -> None:
    about = told(site, "page=place-510800", lang).about[1][0].text
    for name in ("within", "partners"):
        assert say(f"place.{name}", lang) in about


@pytest.mark.parametrize("lang", LANGS)
def test_a_table_has_neither_what_all_rows_say_nor_empty_columns(site: Site, lang: Lang) -> None:
    """That of a case has not its name again and, where none of the first rows has a figure, no column for it."""
    after = told(site, "page=case-pingshan-textile", lang).sections[-1].grid
    assert after
    assert after.head == tuple(say(f"case.column.{name}", lang) for name in ("when", "after", "source"))
    assert say("case.column.case", lang) not in after.left
    (place, *_) = told(site, "show=pairing-links&province=520000", lang).sections
    assert place.grid
    assert ("贵州" if lang == "zh" else "Guizhou") in place.grid.left


def test_one_paragraph_is_singular(site: Site) -> None:
    notes = [one.text for one in told(site, "page=place-522630", "en").notes]
    assert notes[-1].endswith(say("briefing.paragraph", "en", paragraphs="14") + ".")


def test_no_date_is_parted_and_no_mark_of_notes_begins_a_line(site: Site) -> None:
    """An address may be parted; what is read is a hyphen."""
    file = opened(site, "page=case-pingshan-textile", "zh")
    cells = [cell for table in file.tables for row in table.rows for cell in row.cells]
    (day, *_) = [cell for cell in cells if cell.text == "2018-06-13"]
    assert len(day._tc.xpath(".//w:noBreakHyphen")) == 2
    ways = [way for one in file.paragraphs for way in one._p.xpath("./w:hyperlink[@r:id]")]
    assert [way for way in ways if "-" in way.text]
    assert not [way for way in ways if way.xpath(".//w:noBreakHyphen")]
    (signs,) = file.settings.element.xpath("./w:noLineBreaksBefore")
    assert "[" in signs.get(qn("w:val"))


def test_no_event_of_a_case_is_left_out_for_its_figures(site: Site) -> None:
    row = next(one for one in cases_of(site.package) if len(one.events) > 1 and one.found_figures)
    section = next(
        one for one in told(site, f"page=case-{row.id}", "zh").sections if one.heading.text.endswith("所述")
    )
    assert section.grid
    cells = [said.text for line in section.grid.rows for cell in line for said in cell]
    assert event_text(row.events[0], "zh") in cells
