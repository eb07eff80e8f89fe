"""What a page is: a path, its filters and its exhibits in order. The table of contents stands in `contents`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dashboard.exhibit import Exhibit, Site
from dashboard.figures.words import Lang
from dashboard.filters import Choices, Filter

Extra = Callable[[Site, Choices, Lang], list[Any]]


@dataclass(frozen=True, kw_only=True)
class Page:
    """`after` gives what a page shows below its exhibits that no filter changes.

    Its words stand in the catalogue under `page.KEY`: `name`, `eyebrow`, `title`, `deck`, `description`, `count`.
    """

    key: str
    path: str
    side: Literal["in-province", "east-west", "both"] = "both"
    filters: tuple[Filter, ...] = ()
    exhibits: tuple[Exhibit, ...] = ()
    after: Extra | None = None
    count: Callable[[Site, Choices], Mapping[str, int]] | None = (
        None  # values for the sentence that counts what is shown
    )
