"""What `site.toml` and the tables promise each other: home, document, sides, topics, themes, registers and pages."""

from collections.abc import Collection, Iterator, Mapping

from dashboard.package.reading import Table
from dashboard.package.remarks import Fault, Note, Remark, because, nearest
from dashboard.package.site import SiteDeclaration

SITE = "site.toml"
HOMES = ("province", "city")

Tables = Mapping[str, Table]


def declaration_remarks(site: SiteDeclaration, tables: Tables) -> Iterator[Remark]:
    if "areas" in tables:
        yield from _home_faults(site, tables["areas"])
    if "sources" in tables and site.document and site.document not in tables["sources"].index:
        near = nearest(site.document, tables["sources"].index)
        reason = because("relation.row", table="sources.csv", near=near)
        yield Note(SITE, None, "document", site.document, reason)
    lists = (
        ("indicators", "topic", [one.key for one in site.topics]),
        ("cases", "side", [one.key for one in site.sides]),
        ("cases", "theme", [one.key for one in site.themes]),
    )
    for name, column, known in lists:
        if name in tables and known:
            yield from _listed_faults(name, tables[name], column, known)
    for topic in site.topics:
        if topic.page and site.pages and topic.page not in site.pages:
            reason = because("declared.page", near=nearest(topic.page, site.pages))
            yield Note(SITE, None, "topic.page", topic.page, reason)


def _home_faults(site: SiteDeclaration, areas: Table) -> Iterator[Fault]:
    if site.home not in areas.index:
        yield Fault(SITE, None, "home", site.home, because("declared.home-row"))
    elif (level := areas.cell(site.home, "level")) not in HOMES:
        yield Fault(SITE, None, "home", site.home, because("declared.home-level", level=level))


def _listed_faults(name: str, table: Table, column: str, known: Collection[str]) -> Iterator[Fault]:
    for line, cell in zip(table.lines, table.columns[column], strict=True):
        if cell and cell not in known:
            reason = because("declared.unlisted", column=column, near=nearest(cell, known))
            yield Fault(f"{name}.csv", line, column, cell, reason)
