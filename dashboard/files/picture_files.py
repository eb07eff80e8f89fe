"""Pictures of a package as files in a folder, for the command line."""

from datetime import datetime
from pathlib import Path

from dashboard.figures.words import Lang, say
from dashboard.files.naming import file_name
from dashboard.files.picture import picture_of
from dashboard.files.png import draws_chinese, png_of
from dashboard.package.load import Package
from dashboard.pages.view import ExportContext, View, ViewError, parse_exhibit, parse_view
from dashboard.render.site import Site

LEAST, MOST = 0.1, 10.0


class PicturesError(ValueError):
    """Pictures that cannot be made; the message is a sentence for whoever asked."""


def write_pictures(
    package: Package, folder: Path, *, show: str, filters: str, lang: Lang, scale: float, origin: str
) -> list[str]:
    """What was written, and what was not, in sentences."""
    if not LEAST <= scale <= MOST:
        raise PicturesError(say("picture.scale", lang, least=LEAST, most=MOST))
    site = Site(package=package, texts={})
    context = ExportContext(made=datetime.now(site.time_zone).date(), origin=origin)
    folder.mkdir(parents=True, exist_ok=True)
    views = _views(site, show, filters, lang)
    for view in views:
        file = folder / file_name(f"{view.items[0].exhibit.key}.svg", view, context, site)
        svg = picture_of(view.items[0], site, lang, context)
        file.write_text(svg, "utf-8")
        if draws_chinese():
            file.with_suffix(".png").write_bytes(png_of(svg, scale))
    told = [say("picture.written", lang, count=len(views), folder=folder)]
    return told if draws_chinese() else [*told, say("picture.no-font", lang)]


def _views(site: Site, show: str, filters: str, lang: Lang) -> list[View]:
    """One an exhibit, in the order they are asked for."""
    try:
        keys = show.split(",") if show else [one.exhibit.key for one in parse_view("", site, lang).items]
        return [parse_exhibit(key, filters, site, lang) for key in keys]
    except ViewError as error:
        raise PicturesError(str(error)) from error
