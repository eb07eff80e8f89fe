"""Every address of a package that is served, for tests of packages that are not our own."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from flask import Flask

from dashboard.app import create_app
from dashboard.check.choices import sample_of_places
from dashboard.pages.contents import PRESENT, pages_of
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site
from dashboard.settings import Settings
from dashboard.wiring import DashboardApp

ROOT = Path(__file__).resolve().parent.parent
INVENTED = ROOT / "tests" / "invented" / "package"
REPORT = INVENTED.parent / "report.txt"  # the text of its document
FILES = ("briefing.docx", "deck.pptx", "data.xlsx", "snapshot.html", "facts.json", "facts.schema.json")


def app_of(folder: Path) -> DashboardApp:
    """An app in which a failure fails the test, in place of a page that tells of it."""
    app = create_app(Settings(data=folder))
    server: Flask = app.server
    server.testing = True
    return app


def paths(site: Site) -> Iterator[str]:
    """Pages, cases and slides, without the language."""
    yield from (page.path for page in pages_of(site))
    yield from (f"/cases/{case_id}" for case_id in site.package.cases["case_id"])
    yield from (f"/places/{area_id}" for area_id in sample_of_places(site.package))
    if exhibits(site):
        yield PRESENT


def exports(site: Site) -> Iterator[str]:
    """Files; those of a view only where there is something to show."""
    if exhibits(site):
        yield from (f"/export/{name}" for name in FILES)
    yield from (f"/export/{key}.{ending}" for key in exhibits(site) for ending in ("csv", "svg"))


def exhibits(site: Site) -> list[str]:
    return [exhibit.key for page in exhibiting(site) for exhibit in page.exhibits]


def addresses(app: DashboardApp) -> Iterator[str]:
    """All of them, in every language offered."""
    for lang in app.site.languages:
        found = (*paths(app.site), "/search?q=a", *exports(app.site))
        yield from (app.site.href(path, lang) for path in found)


def unserved(app: DashboardApp) -> list[tuple[str, int]]:
    """The addresses that are answered by anything but 200."""
    client = app.server.test_client()
    answers = [(address, client.get(address).status_code) for address in addresses(app)]
    return [(address, status) for address, status in answers if status != 200]


def words_in(content: bytes) -> str:
    """The text of a file; of a zipped one that of its parts."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
