"""A view as a briefing: a page or more of text, findings as sentences, their figures, short tables and notes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import groupby

from dashboard.exhibits.charts import CaseCards, Cell, Passages, Table
from dashboard.exhibits.exhibit import accent_of
from dashboard.exhibits.marks import Plot
from dashboard.exhibits.marks_map import Map
from dashboard.figures.counts import is_count
from dashboard.figures.words import Lang, Mention, Prose, Ref, in_clauses, plain, say, text_of
from dashboard.files.grid import FIGURES, table_of
from dashboard.files.notes import Notes
from dashboard.files.png import draws_chinese, png_of
from dashboard.files.word import Figure, Grid, Paragraph, Said, Section, Text, write
from dashboard.files.word_layout import LAYOUTS
from dashboard.layout.paging import column_shares
from dashboard.package.model import Fact
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import why_empty
from dashboard.render.site import Site
from dashboard.render.svg.picture import draw_bare
from dashboard.render.table import FIRST, LONG, told_apart

FEW = 8  # figures of a drawing that are told in sentences; more stand in a table
LONG_TABLE, FIRST_ROWS = 8, 5
HIGHEST = 480  # pixels of a drawing; a higher one would push a page of text aside
PIXELS = 96 / 72  # to a point, so that a drawing has its own size of type
LOW = 0.8  # of its height on a page: less of the text is pushed aside
SCALE = 2  # pixels of a picture to one of its drawing


def make_briefing(site: Site, view: View, context: ExportContext) -> bytes:
    return write(text_of_view(site, view, context))


def text_of_view(site: Site, view: View, context: ExportContext) -> Text:
    lang = view.lang
    notes = Notes(site, lang, context)
    sections = tuple(_sections(site, view, notes))
    return Text(
        lang=lang,
        made=context.made,
        author=site.name(lang),
        title=say("briefing.title", lang, title=view.title(site)),
        day=say("briefing.day", lang, year=context.made.year, month=context.made.month, day=context.made.day),
        subject=view.filters(site),
        about=(*_about(site, view, context), *_introduced(site, view)),
        sections=sections,
        notes_head=say("briefing.notes", lang),
        notes=tuple(notes.texts),
    )


def _about(site: Site, view: View, context: ExportContext) -> Iterator[Paragraph]:
    """What it covers, under which filters, from which data, and where that is on the web."""
    lang = view.lang
    told = {
        "site": site.name(lang),
        "title": view.title(site),
        "filters": view.filters(site),
        "version": site.package.version,
        "address": "; ".join(view.addresses(site, context.origin)),
    }
    yield (Said(say("briefing.about", lang, **told)),)


def _introduced(site: Site, view: View) -> Iterator[Paragraph]:
    """What the page of a place says of it above its exhibits; what a case leaves open."""
    lang = view.lang
    colon = "：" if lang == "zh" else ": "
    for page in view.pages:
        told = page.told(site, lang) if page.told else []
        said = in_clauses((f"{name}{colon}{text}" for name, text in told), lang)
        if said:
            yield (Said(said if said.endswith(("。", ".")) else f"{said}{'。' if lang == 'zh' else '.'}"),)


def _sections(site: Site, view: View, notes: Notes) -> Iterator[Section]:
    """Exhibits below their pages, where there are several; else below the parts of the page that have a heading."""
    for head, items in groupby(view.items, partial(_head, view)):
        if head:
            yield Section(level=1, heading=Said(head))
        make = partial(_section, site=site, lang=view.lang, notes=notes, level=2 if head else 1)
        for item in items:
            yield item.attempt(make)


def _head(view: View, item: Item) -> str:
    """Where there is but one page and one part of it, nothing."""
    if len(view.pages) > 1:
        return item.page.name(view.lang)
    if len({one.exhibit.declared.part for one in view.items}) == 1:
        return ""
    part = item.exhibit.declared.part
    return say(f"part.{part}", view.lang) if part else item.page.name(view.lang)


def _section(item: Item, site: Site, lang: Lang, notes: Notes, level: int) -> Section:
    shown = item.shown(lang)
    heading = _as_heading(item, notes, shown.title)
    told = [notes.paragraph(item, one) for one in _texts(shown.chart, lang)]
    if shown.chart is None:
        told.append((Said(why_empty(item.exhibit, shown, lang)),))
    listed, grid, left = _figures(item, site, lang, notes)
    remarks: list[Paragraph] = [(Said(left),)] if left else []
    remarks += [notes.paragraph(item, shown.note)] if shown.note else []
    if item.exhibit.reaches_beyond(item.choices):
        remarks.append((Said(say("exhibit.province-wide", lang)),))
    return Section(
        level=level,
        heading=heading,
        told=tuple(told),
        figure=_drawn(item, lang),
        listed=listed,
        grid=grid,
        remarks=tuple(remarks),
    )


def _drawn(item: Item, lang: Lang) -> Figure | None:
    """The plot of an exhibit that compares figures, where this machine has the fonts for it."""
    shown = item.shown(lang)
    plot = shown.chart
    compares = len(shown.selection.fact_ids()) > 1 or bool(shown.selection.member_ids())
    if not isinstance(plot, Plot) or plot.height > HIGHEST or not compares or not draws_chinese():
        return None
    accent = accent_of(item.exhibit.package, item.exhibit.side) or ""
    low = replace(plot, height=round(plot.height * LOW))
    svg = draw_bare(low, shown.legend, accent, lang, LAYOUTS[lang].width * PIXELS)
    return Figure(caption=plain(shown.subtitle), png=png_of(svg, SCALE), alt=shown.alt)


def _as_heading(item: Item, notes: Notes, title: Prose) -> Said:
    """The finding, with the notes of all figures in it."""
    refs = [run.ref for run in title if isinstance(run, Mention)]
    text = "".join(run if isinstance(run, str) else run.text for run in title)
    return Said(text, notes.of(item, refs))


def _texts(chart: object, lang: Lang) -> Iterator[Prose]:
    """Passages are text already; of a case that stands alone its summary is."""
    colon = "：" if lang == "zh" else ": "
    for one in chart.items if isinstance(chart, Passages) else ():
        yield (f"{one.heading}{colon}", *one.text)
    cases = [one for group in chart.groups for one in group.cases] if isinstance(chart, CaseCards) else []
    if len(cases) == 1:
        yield (f"{cases[0].place}{colon}{cases[0].summary}",)


def _figures(
    item: Item, site: Site, lang: Lang, notes: Notes
) -> tuple[tuple[Paragraph, ...], Grid | None, str]:
    """The figures of an exhibit as sentences of our own where it is a list of them or has few, and how many more there
    are; else a table."""
    shown = item.shown(lang)
    table = None if isinstance(shown.chart, Passages) else table_of(shown, lang)
    facts = [site.package.fact(one) for one in dict.fromkeys(shown.selection.fact_ids())]
    drawn = isinstance(shown.chart, Plot | Map)
    told_alone = len(facts) <= FEW if drawn else table is not None and len(table.rows) == len(facts)
    if facts and told_alone and not shown.selection.member_ids():
        said = {run.ref.id for run in shown.title if isinstance(run, Mention)}
        left = [one for one in facts if one.fact_id not in said]
        told = left if len(left) <= LONG else left[:FIRST]
        more = len(left) - len(told)
        listed = tuple((Said(_statement(one, lang), notes.of_fact(one)),) for one in told)
        return listed, None, say("briefing.more-figures", lang, count=more) if more else ""
    if table is None:
        return (), None, ""
    if len(table.rows) == 1:
        return (_row_told(item, table, lang, notes),), None, ""
    return (), _grid(item, table, lang, notes), ""


def _statement(fact: Fact, lang: Lang) -> str:
    """What a figure says, and whether its time is inferred."""
    text, stop = text_of(fact, "statement", lang), "。" if lang == "zh" else "."
    if fact.period_evidence != "inferred":
        return text
    return f"{text.removesuffix(stop)}{say('briefing.inferred', lang)}{stop}"


def _row_told(item: Item, table: Table, lang: Lang, notes: Notes) -> Paragraph:
    """A table of one row as clauses."""
    colon, stop = ("：", "。") if lang == "zh" else (": ", ".")
    cells = zip(table.head, table.rows[0], strict=True)
    told = in_clauses((f"{head}{colon}{cell.text}" for head, cell in cells if cell.text), lang)
    return (Said(f"{told}{stop}", notes.of_rows(item)),)


def _grid(item: Item, table: Table, lang: Lang, notes: Notes) -> Grid:
    """The first rows of a long one, and of these the columns that say something. What all rows say is said once, and
    not where the caption does. Figures lead to their notes; where none does, the caption leads to those of all."""
    name = item.exhibit.short.pick(lang)
    unlinked = (tuple(replace(cell, href="") for cell in row) for row in table.rows)
    same, varied = told_apart(replace(table, rows=tuple(unlinked)), heads=False)
    same = [(head, text) for head, text in same if not name.startswith(text)]
    count = len(varied.rows)
    shown = _filled(replace(varied, rows=varied.rows[: count if count <= LONG_TABLE else FIRST_ROWS]))
    rows = tuple(tuple(_cell(item, cell, notes) for cell in row) for row in shown.rows)
    cited = any(said.notes for row in rows for cell in row for said in cell)
    colon = "：" if lang == "zh" else ": "
    told = in_clauses((f"{head}{colon}{text}" for head, text in same), lang)
    left = [say("table.in-all", lang, told=told) + ("。" if lang == "zh" else ".")] if same else []
    if len(rows) < count:
        left.append(say("briefing.more-rows", lang, count=count - len(rows)))
    return Grid(
        caption=Said(name, () if cited else notes.of_rows(item)),
        head=shown.head,
        rows=rows,
        shares=_whole(column_shares(shown)),
        left=("" if lang == "zh" else " ").join(left),
    )


def _filled(table: Table) -> Table:
    """Without its empty columns."""
    columns = list(zip(table.head, *table.rows, strict=True))
    head, *rows = zip(*[one for one in columns if any(cell.text for cell in one[1:])] or columns, strict=True)
    return replace(table, head=head, rows=tuple(rows))


def _stands_alone(ref: Ref) -> bool:
    """Whether it has a source or a formula of its own; a count rests on a register."""
    return ref.kind in FIGURES and not is_count(ref.id)


def _whole(shares: Iterable[float]) -> list[float]:
    found = list(shares)
    return [100 * one / sum(found) for one in found]


def _cell(item: Item, cell: Cell, notes: Notes) -> Paragraph:
    parts = cell.parts or (cell,)
    return tuple(
        Said(
            f"{one.text} {one.label}".strip(),
            notes.of(item, [one.ref] if one.ref and _stands_alone(one.ref) else []),
        )
        for one in parts
    )
