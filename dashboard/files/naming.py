"""What files that leave the dashboard are called."""

import re
from zlib import crc32

from dashboard.exhibits.filters import Query
from dashboard.pages.view import ExportContext, View

LONGEST_NAMED = 60  # characters of filters in the name of a file
UNPLAIN = re.compile("[^A-Za-z0-9]+")


def file_name(name: str, view: View, context: ExportContext, slug: str) -> str:
    """A name that tells site, page, filters, language and day apart in a folder of downloads, in plain letters."""
    stem, _, ending = name.rpartition(".")
    pages = "-".join(page.key for page in view.pages)
    parts = (slug, stem, pages, filters_named(view), view.lang, context.made.isoformat())
    return f"{'-'.join(filter(None, parts))}.{ending}"


def filters_named(view: View) -> str:
    """The filters in force as part of a name; what is not in plain letters or too long gives way to a number for it."""
    pairs = [(key, text) for key, text in Query.read(view.query).pairs if key not in ("page", "show")]
    written = "-".join(f"{key}-{text}" for key, text in pairs)
    plain = UNPLAIN.sub("-", written).strip("-").lower()
    if plain == written.replace(",", "-").lower() and len(plain) <= LONGEST_NAMED:
        return plain
    return f"{plain[:LONGEST_NAMED].rstrip('-')}-{crc32(written.encode()):08x}" if written else ""
