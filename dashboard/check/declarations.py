"""The pages of a package by the models of their kinds: what cannot be shown is refused before anything is drawn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.kinds import KINDS
from dashboard.package.load import Package
from dashboard.package.remarks import Fault, Reason, because, nearest
from dashboard.package.story import file_of
from dashboard.package.toml_file import Lines, Place, key_of, line_of, model_faults
from dashboard.pages.contents import SOURCES
from dashboard.slides.presentation import ALSO

TAKEN = ("page", "show", *ALSO)  # names that stand in addresses besides those of filters


def declaration_faults(package: Package) -> list[Fault]:
    taken: dict[str, str] = {}  # paths of pages and keys of exhibits, and where they stand
    faults: list[Fault] = []
    for key, page in package.story.pages.items():
        told = _Page(file_of(key), package.story.lines[key], taken)
        if key == SOURCES:
            faults.append(Fault(told.file, None, None, None, because("declared.reserved-page", page=SOURCES)))
        faults += told.once(("path",), page.path)
        faults += told.filter_faults([one.name for one in page.filters])
        for at, written in enumerate(page.exhibits):
            faults += told.exhibit_faults(("exhibit", at), written)
            faults += told.once(("exhibit", at, "key"), str(written.get("key", "")))
    return faults


@dataclass(frozen=True)
class _Page:
    """The file of a page, with the lines of its parts, and what is taken already."""

    file: str
    lines: Lines
    taken: dict[str, str]

    def fault(self, place: Place, value: str | None, reason: Reason) -> Fault:
        return Fault(self.file, line_of(self.lines, place), key_of(place), value, reason)

    def once(self, place: Place, value: str) -> Iterator[Fault]:
        """Of what may stand but once on the site."""
        where = f"{self.file}:{line_of(self.lines, place)}"
        if value and self.taken.setdefault(value, where) != where:
            yield self.fault(place, value, because("declared.taken", where=self.taken[value]))

    def filter_faults(self, names: list[str]) -> Iterator[Fault]:
        for at, name in enumerate(names):
            place = ("filter", at, "name")
            if name in TAKEN:
                yield self.fault(place, name, because("declared.reserved-name"))
            elif name in names[:at]:
                times = because("declared.times", name="filter", key=name, times=names.count(name))
                yield self.fault(place, name, times)

    def exhibit_faults(self, place: Place, written: Mapping[str, Any]) -> list[Fault]:
        kind = written.get("kind")
        if kind is None:
            return [self.fault(place, None, because("declared.no-kind", kinds=", ".join(KINDS)))]
        if not isinstance(kind, str) or kind not in KINDS:
            near = nearest(str(kind), KINDS) or because("known", names=", ".join(KINDS))
            return [self.fault((*place, "kind"), str(kind), because("declared.kind", near=near))]
        model: type[Declaration] = KINDS[kind].declaration
        try:
            model.model_validate(written)
        except ValidationError as error:
            return model_faults(self.file, self.lines, model, error, place)
        return []
