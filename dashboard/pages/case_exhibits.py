"""What the page of a case shows, as exhibits: it is presented and taken away as any page is."""

from collections.abc import Iterator
from functools import lru_cache, partial
from typing import Any

from dashboard.exhibits.case_rows import where_of
from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.rows import CaseRow, cases_of
from dashboard.exhibits.selection import Asked
from dashboard.figures.words import LANGS, Lang, say, say_all, text_of
from dashboard.package.site import Wording
from dashboard.package.story import PageDeclaration
from dashboard.pages.exhibiting import Page
from dashboard.render.site import Site

STEM = "case-"  # of the keys of pages and exhibits
CARD, AFTER = "card", "after"


def case_page(site: Site, key: str) -> Page | None:
    """The page whose key this is, or the key of an exhibit of it; None where there is none."""
    if not key.startswith(STEM):
        return None
    rest = key.removeprefix(STEM)
    known = site.package.tables["cases"].index
    parted, _, name = rest.rpartition("-")
    case_id = parted if name in (CARD, AFTER) and parted in known else rest
    return _page(site, case_id) if case_id in known else None


@lru_cache(maxsize=64)
def _page(site: Site, case_id: str) -> Page:
    row = next(one for one in cases_of(site.package) if one.id == case_id)
    name = Wording(zh=row.case.title_zh, en=row.case.title_en)
    declared = PageDeclaration.model_construct(  # its address is kept from the pages of packages
        path=f"/cases/{case_id}",
        name=name,
        eyebrow=Wording(**{lang: where_of(row, lang) for lang in LANGS}),
        title=name,
        standfirst=Wording(zh=row.case.summary_zh, en=row.case.summary_en),
        description=Wording(zh=row.case.summary_zh, en=row.case.summary_en),
        side=row.case.side,
    )
    exhibits = tuple(_exhibits(site, row, name))
    return Page(key=f"{STEM}{case_id}", declared=declared, exhibits=exhibits, told=partial(_told, row))


def _told(row: CaseRow, _site: Site, lang: Lang) -> list[tuple[str, str]]:
    left_open = text_of(row.case, "note", lang)
    return [(say("case.unstated", lang), left_open)] if left_open else []


def _exhibits(site: Site, row: CaseRow, name: Wording) -> Iterator[Exhibit]:
    """Its card and, where anything is told of it, what became of it."""
    yield _exhibit(site, row, CARD, {"name": name})
    if row.events or row.found_figures:
        yield _exhibit(site, row, AFTER, {"name": say_all("case.after-of", case=name), "by": "event"})


def _exhibit(site: Site, row: CaseRow, name: str, written: dict[str, Any]) -> Exhibit:
    written |= {"kind": "cases", "key": f"{STEM}{row.id}-{name}"}
    fixed = (Asked("case", "case", (row.id,)),)
    declared = KINDS["cases"].model_validate(written)
    return Exhibit(
        package=site.package, declared=declared, filters=(), side=row.case.side, net=site.net, fixed=fixed
    )
