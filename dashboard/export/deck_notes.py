"""Speaker notes: what a slide says, what it rests on and where that stands, under which filters, and the way back."""

from collections.abc import Sequence
from typing import Any

from pptx.oxml import parse_xml
from pptx.slide import Slide

from dashboard.export.deck_canvas import Canvas, Line, Run
from dashboard.figures.cite import published, publisher
from dashboard.figures.words import Lang, say
from dashboard.pages.view import ExportContext, Item
from dashboard.render.site import Site

SIZE = 12.0
BACK = "notes.back"
Block = tuple[str, Sequence[str]]  # the key of a heading, and the paragraphs below it


def version_line(site: Site, context: ExportContext, lang: Lang) -> str:
    version = say("deck.version", lang, version=site.package.version)
    return f"{version} · {say('deck.made', lang, date=context.made.isoformat())}"


def item_notes(item: Item, site: Site, lang: Lang, context: ExportContext) -> list[Block]:
    shown = item.shown(lang)
    texts = [item.title(lang), item.subtitle(lang)]
    places = _places(item, site, lang)
    sources = shown.selection.sources
    return [
        ("notes.statement", [*texts, *item.notes(lang)]),
        ("notes.reading", [shown.alt]),
        ("notes.sources", [_source_note(one, places.get(one, ""), site, lang) for one in sources]),
        ("notes.filters", [item.filters(site, lang), version_line(site, context, lang)]),
        (BACK, [context.origin + item.href(site, lang)]),
    ]


def _source_note(source_id: str, place: str, site: Site, lang: Lang) -> str:
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


def write_notes(slide: Slide, blocks: Sequence[Block], lang: Lang) -> None:
    page: Any = slide.notes_slide
    lines: list[Line] = []
    for key, texts in blocks:
        said = [text for text in texts if text]
        if said:
            lines.append([Run(text=say(f"deck.{key}", lang), size=SIZE, bold=True)])
            lines += [[Run(text=text, size=SIZE, link=text if key == BACK else "")] for text in said]
    old = page.notes_placeholder._element
    old.replace(old.txBody, parse_xml(Canvas(page, lang).words_xml(lines, tag="p:txBody", spaces=True)))
