"""A view as a PowerPoint file: what each slide shows and says, which the deck draws."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from dashboard.deck.content import Block, Content, Subject
from dashboard.deck.deck import make_deck
from dashboard.deck.frame import frame_of
from dashboard.deck.layouts import WIDTH
from dashboard.deck.tables import PlacedTable
from dashboard.exhibits.charts import Table
from dashboard.exhibits.exhibit import accent_of
from dashboard.exhibits.filters import Query
from dashboard.exhibits.marks_map import Map
from dashboard.exhibits.reading import PLACES
from dashboard.figures.cite import published, publisher
from dashboard.figures.words import Lang, Ref, grade_letter, in_clauses, plain, say, text_of
from dashboard.layout.room import spans
from dashboard.pages.contents import PRESENT
from dashboard.pages.parts import place_of
from dashboard.pages.place import places_of
from dashboard.pages.view import DAY, RATIOS, ExportContext, Item, View
from dashboard.render.figure import map_note, titled_sources
from dashboard.render.site import Site
from dashboard.slides.appendix import with_appendix_last
from dashboard.slides.parts import Part, parts_of

APPENDIX = 16.0  # of type of its tables, at least
WIDTHS = {"full": 1160, "wide": 680, "half": 580, "narrow": 480, "third": 370}  # of exhibits, in pixels


def make_pptx(site: Site, view: View, context: ExportContext) -> bytes:
    lang, package, view = view.lang, site.package, with_appendix_last(view)
    parts, emptied = parts_of(view)
    wide, high = RATIOS[view.ratio]
    if not view.named:
        parts = _with_full_appendix(parts, view, site, context, WIDTH * high / wide)
    counts = Counter(item.page for item in view.items)
    told = [say("deck.page-count", lang, page=page.name(lang), count=counts[page]) for page in view.pages]
    if view.preset:
        told = [item.eyebrow(lang) for item in view.items]
    one_page, query = len(view.pages) == 1, f"?{view.query}" if view.query else ""
    on_web = view.items[0].page_href(site, lang) if one_page else site.href(PRESENT, lang) + query
    return make_deck(
        Content(
            lang=lang,
            height=WIDTH * high / wide,
            made=context.made,
            address=lambda path: context.origin + site.href(path, lang),
            site=site.name(lang),
            title=view.title(site),
            accents=[side.accent for side in package.site.sides],
            counts=told,
            filters=view.filters(site),
            version=say("deck.version", lang, version=package.version),
            edition=_edition(site, lang, view.asked.get(DAY, context.made.isoformat())),
            home=context.origin + on_web,
            exhibits=len({part.item.exhibit.key for part in parts}),
            subjects=[_subject(part, site, lang, context) for part in parts],
            emptied=[
                _subject(Part(item=item, shown=item.shown(lang)), site, lang, context) for item in emptied
            ],
        )
    )


def _with_full_appendix(
    parts: Sequence[Part], view: View, site: Site, context: ExportContext, height: float
) -> list[Part]:
    """Its slides, of tables as few as the file has room for in both languages: a browser has room for fewer rows, cuts
    long cells short and leaves the appendix out at first."""
    other = site.package.site.other(view.lang)
    langs = (view.lang, other) if other else (view.lang,)
    both = zip(parts, *(parts_of(replace(view, lang=one))[0] for one in langs[1:]), strict=True)
    found: list[Part] = []
    for _, grouped in groupby(both, lambda pair: pair[0].item.exhibit.key):
        twins = list(zip(*grouped, strict=True))
        own, item, chart = twins[0], twins[0][0].item, twins[0][0].whole
        if len(own) == 1 or not isinstance(chart, Table):
            found += own
            continue
        told = zip(twins, langs, strict=True)
        heights = [_row_heights(alike, site, lang, context, height) for alike, lang in told]
        cuts = spans([max(one) for one in zip(*heights, strict=True)], 1)
        why = item.exhibit.declared.slides.pick(view.lang) * (len(cuts) > 1)
        for number, (first, last) in enumerate(cuts, 1):
            shown = replace(own[0].shown, chart=replace(chart, rows=chart.rows[first:last]))
            found.append(replace(own[0], shown=shown, number=number, count=len(cuts), why=why))
    return found


def _row_heights(
    parts: Sequence[Part], site: Site, lang: Lang, context: ExportContext, height: float
) -> list[float]:
    """Of all rows of a table, as parts of the room below its head on the slide that has least."""
    frames = (frame_of(_subject(part, site, lang, context), height) for part in parts)
    area = min((one.area for one in frames), key=lambda area: area.height)
    chart = parts[0].whole
    if not isinstance(chart, Table):
        return []
    placed = PlacedTable(area, chart, parts[0].shares(), lang)
    room = area.height - placed.head_height(APPENDIX)
    return [one / room for one in placed.row_heights(APPENDIX)]


def _edition(site: Site, lang: Lang, day: str) -> str:
    version = say("deck.version", lang, version=site.package.version)
    return f"{version} · {say('deck.made', lang, date=day)}"


def _subject(part: Part, site: Site, lang: Lang, context: ExportContext) -> Subject:
    item, shown = part.item, part.shown
    return Subject(
        shown=shown,
        eyebrow=item.eyebrow(lang),
        title=item.title(lang),
        subtitle=plain(shown.subtitle),
        filters=say("deck.filters", lang, filters=item.filters(site, lang)),
        sources=[
            f"{title} {grade_letter(source.grade, lang)}"
            for source, title in titled_sources(shown, site, lang)
        ],
        map_note=map_note(site, lang) if isinstance(shown.chart, Map) else "",
        link=context.origin + item.href(site, lang),
        leads=lambda ref: _leads(ref, item, site, lang, context),
        accent=accent_of(site.package, item.exhibit.side) or "",
        remarks=item.notes(lang),
        home=context.origin + site.href(item.page.path, lang),
        width=WIDTHS[item.exhibit.declared.width],
        notes=_notes(item, site, lang, context),
        part=f"{part.number}/{part.count}" if part.count > 1 else "",
        why=part.why,
        shares=part.shares(),
    )


def _leads(ref: Ref | None, item: Item, site: Site, lang: Lang, context: ExportContext) -> str:
    """The page of a place or of a case; of a figure the page of its exhibit, with its proof open."""
    if ref is None:
        return ""
    if ref.kind == "county" and ref.id in places_of(site.package):
        return context.origin + site.href(f"{PLACES}{ref.id}", lang)
    if ref.kind == "case":
        return context.origin + site.href(f"/cases/{ref.id}", lang)
    home, _, query = item.page_href(site, lang).partition("?")
    return context.origin + Query.read(query).also([(ref.kind, ref.id)]).after(home)


def _notes(item: Item, site: Site, lang: Lang, context: ExportContext) -> list[Block]:
    """What a slide says, what it rests on and where that stands, under which filters, and the way back."""
    shown, places = item.shown(lang), _places(item, site, lang)
    blocks = {
        "statement": [item.title(lang), item.subtitle(lang), *item.notes(lang)],
        "reading": [shown.alt],
        "sources": [_source(one, places.get(one, ""), site, lang) for one in shown.selection.sources],
        "filters": [item.filters(site, lang), _edition(site, lang, context.made.isoformat())],
        "back": [context.origin + item.href(site, lang)],
    }
    return [(say(f"deck.notes.{name}", lang), texts) for name, texts in blocks.items()]


def _source(source_id: str, place: str, site: Site, lang: Lang) -> str:
    source = site.package.source(source_id)
    by = publisher(source, lang)
    return say(
        "deck.notes.source",
        lang,
        title=text_of(source, "title", lang),
        publisher=f"{by}{'，' if lang == 'zh' else ', '}" if by else "",
        published=published(source, lang),
        grade=grade_letter(source.grade, lang),
        place=say("deck.notes.place", lang, place=place) if place else "",
        address=source.address or say("deck.notes.no-address", lang),
    )


def _places(item: Item, site: Site, lang: Lang) -> dict[str, str]:
    """By source, where in it the figures on show stand."""
    found: dict[str, dict[str, None]] = {}
    for fact in map(site.package.fact, item.shown(lang).selection.fact_ids()):
        if fact.paragraph is not None:
            found.setdefault(fact.source_id, {})[place_of(fact, lang)] = None
    return {source_id: in_clauses(places, lang) for source_id, places in found.items()}
