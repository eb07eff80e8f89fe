"""What can be found in a file to take away: of all there is what the file holds, told as a page of results tells it."""

from collections.abc import Container, Iterator
from typing import Any

from dash import html

from dashboard.figures.words import Lang, say
from dashboard.pages.search import GROUPS, index_of
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.search.matching import Entry
from dashboard.search.spelling import folded, spellings

# The groups that a file has something of; what a panel tells is of the kind of that name.
PROVEN = ("place", "case", "fact", "derived")


def found_in(site: Site, lang: Lang, exhibits: Container[str], proofs: Container[str]) -> dict[str, Any]:
    """Rows of results with the words that each is found by, and the words around them; `exhibits` are keys, `proofs`
    the names of those that the file holds."""
    rows = list(_rows(site, lang, exhibits, proofs))
    return {
        "rows": rows,
        "groups": {
            group: say(f"search.group.{group}", lang) for group in GROUPS if group in (*PROVEN, "exhibit")
        },
        "words": {
            name: say(f"search.{name}", lang, asked="{asked}", count="{count}") for name in ("found", "none")
        },
    }


def _rows(
    site: Site, lang: Lang, exhibits: Container[str], proofs: Container[str]
) -> Iterator[tuple[str, str, str]]:
    for entry in index_of(site).entries:
        if entry.group in PROVEN and f"proof {entry.group} {entry.id}" in proofs:
            yield entry.group, _told(entry, f"#{entry.group}={entry.id}", site, lang), _words(entry)
        elif entry.group == "exhibit" and entry.id in exhibits:
            yield entry.group, _told(entry, f"#x-{entry.id}", site, lang), _words(entry)


def _told(entry: Entry, place: str, site: Site, lang: Lang) -> str:
    name, told, _ = GROUPS[entry.group](site, entry.id, lang)
    parts = [html.Strong(name), *([html.Span(told)] if told else [])]
    return to_html(html.A(parts, href=place))


def _words(entry: Entry) -> str:
    """All that it is found by, folded; a name also by its sounds."""
    names = (one for name in entry.names for one in spellings(name))
    return " | ".join(dict.fromkeys((*names, *map(folded, entry.told))))
