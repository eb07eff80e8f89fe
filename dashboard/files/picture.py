"""One exhibit of a view as a picture: SVG, and its words around it."""

from dashboard.exhibits.exhibit import Shown, accent_of
from dashboard.exhibits.marks_map import Map
from dashboard.figures.cite import publisher
from dashboard.figures.words import Lang, plain, say, text_of
from dashboard.pages.view import ExportContext, Item, View
from dashboard.render.figure import first_sources, map_note
from dashboard.render.site import Site
from dashboard.render.svg.picture import Picture, draw_picture


def make_picture(site: Site, view: View, context: ExportContext) -> bytes:
    (item,) = view.items
    return picture_of(item, site, view.lang, context).encode("utf-8", "replace")


def picture_of(item: Item, site: Site, lang: Lang, context: ExportContext) -> str:
    shown, declared = item.shown(lang), item.exhibit.declared
    notes = item.notes(lang)
    return draw_picture(
        Picture(
            lang=lang,
            width=declared.width,
            accent=accent_of(site.package, item.exhibit.side) or "",
            title=item.title(lang),
            subtitle=plain(shown.subtitle),
            alt=shown.alt,
            chart=shown.chart,
            legend=shown.legend,
            notes=notes,
            foot=_foot(item, site, lang, context),
        )
    )


def _foot(item: Item, site: Site, lang: Lang, context: ExportContext) -> list[str]:
    """What it rests on, under which filters, where it can be seen, and how it may be used."""
    shown, colon = item.shown(lang), "：" if lang == "zh" else ": "
    version = say("picture.made", lang, version=site.package.version, date=context.made.isoformat())
    lines = [
        credit(shown, site, lang),
        f"{say('download.filters', lang)}{colon}{item.filters(site, lang)} · {version}",
        map_note(site, lang) if isinstance(shown.chart, Map) else "",
        context.origin and f"{site.name(lang)} · {context.origin}{item.href(site, lang)}",
        terms(site, lang),
    ]
    return [line for line in lines if line]


def credit(shown: Shown, site: Site, lang: Lang) -> str:
    """The publishers of its sources, each once; a source that names none has its title."""
    sources = [site.package.source(one) for one in shown.selection.sources]
    names = dict.fromkeys(publisher(one, lang) or text_of(one, "title", lang) for one in sources)
    return f"{say('exhibit.source', lang)}{first_sources(list(names), lang, 'picture.more')}" if names else ""


def terms(site: Site, lang: Lang) -> str:
    """How a picture may be used: what the package says, or what holds of any."""
    return site.package.site.terms.picture.pick(lang) or say("terms.picture", lang)
