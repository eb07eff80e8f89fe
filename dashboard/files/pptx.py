"""A view as a PowerPoint file: what each slide shows and says, which the deck draws."""

from dashboard.deck.content import Block, Content, Cover, Subject, Words
from dashboard.deck.deck import make_deck
from dashboard.exhibits.exhibit import accent_of
from dashboard.exhibits.marks_map import Map
from dashboard.figures.cite import published, publisher
from dashboard.figures.words import Lang, say
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import map_note, titled_sources
from dashboard.render.site import Site

WIDTHS = {"full": 1160, "wide": 680, "half": 580, "narrow": 480, "third": 370}  # of exhibits, in pixels


def make_pptx(site: Site, view: View, context: ExportContext) -> bytes:
    lang = view.lang
    return make_deck(
        Content(
            lang=lang,
            made=context.made,
            cover=_cover(site, view, context),
            subjects=[_subject(item, site, lang, context) for item in view.items],
            address=lambda path: context.origin + site.href(path, lang),
        )
    )


def _cover(site: Site, view: View, context: ExportContext) -> Cover:
    lang = view.lang
    return Cover(
        site=site.name(lang),
        title=view.title(site),
        accents=[side.accent for side in site.package.site.sides],
        counts=_page_counts(view),
        filters=view.filters(site),
        version=say("deck.version", lang, version=site.package.version),
        made=_made(site, lang, context),
        home=_home(site, view, context),
    )


def _page_counts(view: View) -> list[str]:
    counts = {page: sum(item.page is page for item in view.items) for page in view.pages}
    return [
        say("deck.page-count", view.lang, page=page.name(view.lang), count=count)
        for page, count in counts.items()
    ]


def _made(site: Site, lang: Lang, context: ExportContext) -> str:
    version = say("deck.version", lang, version=site.package.version)
    return f"{version} · {say('deck.made', lang, date=context.made.isoformat())}"


def _home(site: Site, view: View, context: ExportContext) -> str:
    """Where the whole view can be seen on the web."""
    if len(view.pages) == 1:
        return context.origin + view.items[0].href(site, view.lang).partition("#")[0]
    query = f"?{view.query}" if view.query else ""
    return context.origin + site.href("/present", view.lang) + query


def _subject(item: Item, site: Site, lang: Lang, context: ExportContext) -> Subject:
    shown = item.shown(lang)
    return Subject(
        words=_words(item, site, lang, context),
        chart=shown.chart,
        alt=shown.alt,
        remarks=item.notes(lang),
        emptied=bool(shown.emptied_by),
        home=context.origin + site.href(item.page.path, lang),
        width=WIDTHS[item.exhibit.declared.width],
        notes=_notes(item, site, lang, context),
    )


def _words(item: Item, site: Site, lang: Lang, context: ExportContext) -> Words:
    shown, side = item.shown(lang), item.exhibit.side
    return Words(
        eyebrow=item.page.name(lang),
        title=item.title(lang),
        subtitle=item.subtitle(lang),
        filters=say("deck.filters", lang, filters=item.filters(site, lang)),
        sources=[f"{title} {source.grade}" for source, title in titled_sources(shown, site, lang)],
        map_note=map_note(site, lang) if isinstance(shown.chart, Map) else "",
        link=context.origin + item.href(site, lang),
        accent=accent_of(site.package, side) or "",
        legend=shown.legend,
    )


# Speaker notes ------------------------------------------------------------------------------------------------


def _notes(item: Item, site: Site, lang: Lang, context: ExportContext) -> list[Block]:
    """What a slide says, what it rests on and where that stands, under which filters, and the way back."""
    shown, places = item.shown(lang), _places(item, site, lang)
    blocks = {
        "statement": [item.title(lang), item.subtitle(lang), *item.notes(lang)],
        "reading": [shown.alt],
        "sources": [_source(one, places.get(one, ""), site, lang) for one in shown.selection.sources],
        "filters": [item.filters(site, lang), _made(site, lang, context)],
        "back": [context.origin + item.href(site, lang)],
    }
    return [(say(f"deck.notes.{name}", lang), texts) for name, texts in blocks.items()]


def _source(source_id: str, place: str, site: Site, lang: Lang) -> str:
    source = site.package.source(source_id)
    by = publisher(source, lang)
    return say(
        "deck.notes.source",
        lang,
        title=source.title_zh if lang == "zh" else source.title_en,
        publisher=f"{by}{'，' if lang == 'zh' else ', '}" if by else "",
        published=published(source, lang),
        grade=source.grade,
        place=say("deck.notes.place", lang, place=place) if place else "",
        address=source.address or say("deck.notes.no-address", lang),
    )


def _places(item: Item, site: Site, lang: Lang) -> dict[str, str]:
    """By source, where in it the figures on show stand."""
    found: dict[str, dict[str, None]] = {}
    for fact_id in item.shown(lang).selection.fact_ids():
        fact = site.package.fact(fact_id)
        if fact.paragraph is not None and fact.start is not None and fact.end is not None:
            span = {"paragraph": fact.paragraph, "first": fact.start + 1, "last": fact.end}
            found.setdefault(fact.source_id, {})[say("proof.place-of", lang, **span)] = None
    between = "；" if lang == "zh" else "; "
    return {source_id: between.join(places) for source_id, places in found.items()}
