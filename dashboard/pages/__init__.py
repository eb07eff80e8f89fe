"""What a page is: a path, words, filters and exhibits in order. The table of contents stands in `contents`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.filters import Choices, Filter, chosen_label, in_force
from dashboard.figures.words import Lang
from dashboard.package.load import Package
from dashboard.package.story import PageDeclaration
from dashboard.render.site import Site


@dataclass(frozen=True, kw_only=True, eq=False)
class Page:
    """`after` gives what a page shows below its exhibits that no filter changes."""

    key: str
    declared: PageDeclaration
    filters: tuple[Filter, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    after: Callable[[Site, Lang], list[Any]] | None = None

    @property
    def path(self) -> str:
        return self.declared.path

    @property
    def side(self) -> str:
        return self.declared.side

    def name(self, lang: Lang) -> str:
        return self.declared.name.pick(lang)

    def chosen(self, choices: Choices, package: Package, lang: Lang) -> list[tuple[str, str]]:
        """The filters in force: the label of each, and the choice in words."""
        return [
            (item.label.pick(lang), chosen_label(item, choice, package, lang))
            for item, choice in in_force(self.filters, choices)
        ]
