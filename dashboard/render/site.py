"""What every page needs besides its choices."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.figures.words import Lang
from dashboard.package.load import Package


@dataclass(frozen=True, eq=False, kw_only=True)
class Site:
    """What every page needs besides its choices: the data, where the app is mounted, and the texts of sources."""

    package: Package
    prefix: str = "/"
    texts: Mapping[str, str]
    map_approval: str = ""
    asset_root: str = ""  # where the browser finds boundaries of maps

    def name(self, lang: Lang) -> str:
        return self.package.site.name.pick(lang)

    def href(self, path: str, lang: Lang) -> str:
        return f"{self.prefix.rstrip('/')}{'/en' if lang == 'en' else ''}{path}"

    def asset(self, path: str) -> str:
        return f"{self.asset_root or f'{self.prefix}assets/'}{path}"
