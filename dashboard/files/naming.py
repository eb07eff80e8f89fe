"""What files that leave the dashboard are called."""

import hashlib
import re

from dashboard.exhibits.filters import Query
from dashboard.pages.view import ExportContext, View
from dashboard.render.site import Site

LONGEST_NARROWED = 60  # characters that the choices have in the name of a file
MARK = 6  # digits that stand for what is not told of them
PLAIN = re.compile(r"[A-Za-z0-9_,-]*")
NO_LETTERS = re.compile(r"[^A-Za-z0-9-]+")


def file_name(name: str, view: View, context: ExportContext, site: Site) -> str:
    """A name that tells site, view, language, data version and day apart in a folder of downloads, in plain letters."""
    stem, _, ending = name.rpartition(".")
    parts = [site.package.site.slug, stem, *(page.key for page in view.pages)]
    parts += filter(None, [_narrowed(view, stem)])
    told = [view.lang, site.package.version, context.made.isoformat()]
    return f"{'-'.join(parts)}-{'-'.join(told)}.{ending}"


def _narrowed(view: View, stem: str) -> str:
    """What is chosen of its pages, as the address has it; what is long, or no plain letters, as a mark of its own."""
    asked = Query.read(view.query)
    chosen = [(name, value) for name, value in asked.pairs if name != "page" and value != stem]
    plain = NO_LETTERS.sub(
        "-", "-".join(value for pair in chosen for value in pair if value != "show")
    ).strip("-")
    if not chosen or (len(plain) <= LONGEST_NARROWED and all(PLAIN.fullmatch(value) for _, value in chosen)):
        return plain
    mark = hashlib.sha256(view.query.encode()).hexdigest()[:MARK]
    return f"{plain[:LONGEST_NARROWED]}-{mark}".lstrip("-")
