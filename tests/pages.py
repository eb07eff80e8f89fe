"""The data package of the repository and its pages, read once, for tests that are made one by one of them."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.package.load import load_package
from dashboard.pages.contents import pages_of
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site
from dashboard.settings import Settings

PACKAGE = load_package(Settings.from_env({}).data)
SITE = Site(package=PACKAGE, texts={})
PAGES = pages_of(SITE)
EXHIBITING = exhibiting(SITE)
EXHIBITS = {exhibit.key: exhibit for page in EXHIBITING for exhibit in page.exhibits}


def exhibit(key: str) -> Exhibit:
    return EXHIBITS[key]
