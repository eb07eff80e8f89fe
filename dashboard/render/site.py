"""What every page needs besides its choices."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo
from functools import cached_property

from dashboard.exhibits.net import Net
from dashboard.figures.words import Lang
from dashboard.package.load import Package


@dataclass(frozen=True, eq=False, kw_only=True)
class Site:
    """What every page needs besides its choices: the data, where the app is mounted, and, where the operator has them,
    texts of sources and the sentences of facts by their ids."""

    package: Package
    prefix: str = "/"
    texts: Mapping[str, str]
    quotes: Mapping[str, str] = field(default_factory=dict)
    map_approval: str = ""
    operator: str = ""  # who answers for the site, as its footer says
    time_zone: tzinfo = UTC  # whose day is the day that a file is made on
    net: Net | None = None  # what to do where one exhibit fails; None lets it fail
    asset_root: str = ""  # where the browser finds boundaries of maps

    version: str = ""  # of all that a page is made of; another one cannot be relied on to go with it

    @cached_property
    def tiled(self) -> "Site":
        """It without the shapes of areas: every map is drawn as tiles, as where a package has none."""
        return replace(self, package=replace(self.package, sheets={}))

    def keeps(self) -> bool:
        """Whether the answer being made may be given to others too."""
        return self.net is None or not self.net.has_caught

    def name(self, lang: Lang) -> str:
        return self.package.site.name.pick(lang)

    @property
    def languages(self) -> tuple[Lang, ...]:
        return self.package.site.languages

    def other(self, lang: Lang) -> Lang | None:
        """The other language that is offered; None where there is but one."""
        return self.package.site.other(lang)

    def href(self, path: str, lang: Lang) -> str:
        """The address of a page; the first language stands at the root."""
        return f"{self.prefix.rstrip('/')}{'' if lang == self.languages[0] else f'/{lang}'}{path}"

    def asset(self, path: str) -> str:
        return f"{self.asset_root or f'{self.prefix}assets/'}{path}"
