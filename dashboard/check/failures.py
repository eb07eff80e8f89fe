"""What failed while a package was drawn: told once for each cause, with the first choice under which it did."""

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.exhibits.filters import query_of
from dashboard.exhibits.net import Net
from dashboard.package.load import Package
from dashboard.package.remarks import Fault, because
from dashboard.package.story import PageDeclaration, file_of
from dashboard.package.toml_file import line_of
from dashboard.pages.view import Item


@dataclass(frozen=True)
class Failure:
    """`address` is what was asked for; of an exhibit its page and the choice under which it failed."""

    renderer: str
    page: str
    exhibit: str
    address: str
    error: str


class Failures(Net):
    """Keeps what fails, and lets the rest be drawn."""

    def __init__(self) -> None:
        self.errors: list[tuple[str, str]] = []  # what failed, and how

    def caught(self, what: str, error: Exception) -> str:
        """The message, and where in the code it comes from, for whoever mends it."""
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{last.filename.rpartition('/')[2]}:{last.lineno}"
        self.errors.append((what, f"{type(error).__name__}: {error} ({place})"))
        return what

    @property
    def has_caught(self) -> bool:
        return bool(self.errors)


def of_exhibit(item: Item, renderer: str, errors: Iterable[str]) -> list[Failure]:
    """Of an exhibit under the choices of its item."""
    query = query_of(item.page.filters, item.choices).written()
    address = f"{item.page.path}{'?' if query else ''}{query}"
    return [Failure(renderer, item.page.key, item.exhibit.key, address, error) for error in errors]


def of_pages(errors: Iterable[tuple[str, str]], package: Package) -> Iterator[Failure]:
    """Of exhibits whose rows could not even be selected, by their keys; and of the pages themselves."""
    pages = package.story.pages
    for what, error in errors:
        page = next((key for key, one in pages.items() if what in _keys(one)), "")
        path = pages[page].path if page else "/"
        yield Failure("marks", page, what if page else "", path, error)


def _keys(page: PageDeclaration) -> list[str]:
    return [str(one.get("key")) for one in page.exhibits]


def as_faults(failures: Iterable[Failure], package: Package) -> Iterator[Fault]:
    """One for each exhibit, renderer and cause; at the line of the exhibit where a file declares it."""
    counted: dict[tuple[str, str, str, str], list[Failure]] = {}
    for one in failures:
        counted.setdefault((one.page, one.exhibit, one.renderer, one.error), []).append(one)
    for (page, exhibit, renderer, error), alike in counted.items():
        more = because("drawn.more", count=len(alike)) if len(alike) > 1 else ""
        reason = because("drawn.failed", renderer=because(f"drawn.by.{renderer}"), error=error, more=more)
        file = file_of(page) if page else "story"
        yield Fault(file, line_in_story(package, page, exhibit), exhibit or None, alike[0].address, reason)


def line_in_story(package: Package, page: str, exhibit: str) -> int | None:
    """Where an exhibit is declared; None where it is none of a file, as further figures are not."""
    declared = package.story.pages.get(page)
    keys = _keys(declared) if declared else []
    return line_of(package.story.lines[page], ("exhibit", keys.index(exhibit))) if exhibit in keys else None
