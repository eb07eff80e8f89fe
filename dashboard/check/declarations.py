"""The pages of a package by the models of their kinds: what cannot be shown is refused before anything is drawn."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.kinds import KINDS
from dashboard.package.load import Package
from dashboard.package.remarks import Fault, because, nearest
from dashboard.package.story import PageDeclaration, file_of
from dashboard.package.toml_file import Place, line_of, model_faults
from dashboard.pages.contents import SOURCES
from dashboard.slides.presentation import ALSO

TAKEN = ("page", "show", *ALSO)  # names that stand in addresses besides those of filters

Places = dict[str, str]  # what is taken, and where by


def declaration_faults(package: Package) -> list[Fault]:
    paths: Places = {}
    keys: Places = {}
    faults: list[Fault] = []
    for page, declared in package.story.pages.items():
        told = _Page(package, page, declared)
        faults += told.own_faults()
        faults += told.taken(paths, ("path",), declared.path)
        faults += told.filter_faults()
        for at, written in enumerate(declared.exhibits):
            faults += told.exhibit_faults(at, written)
            faults += told.taken(keys, ("exhibit", at, "key"), str(written.get("key", "")))
    return faults


class _Page:
    """A page, and where its parts stand in its file."""

    def __init__(self, package: Package, key: str, declared: PageDeclaration) -> None:
        self.key, self.declared = key, declared
        self.file, self.lines = file_of(key), package.story.lines[key]

    def fault(self, place: Place, value: str | None, key: str, /, **values: object) -> Fault:
        name = ".".join(str(part) for part in place if isinstance(part, str))
        return Fault(self.file, line_of(self.lines, place), name or None, value, because(key, **values))

    def own_faults(self) -> Iterator[Fault]:
        if self.key == SOURCES:
            yield Fault(self.file, None, None, None, because("declared.reserved-page", page=SOURCES))

    def taken(self, known: Places, place: Place, value: str) -> Iterator[Fault]:
        """Of what may stand but once on the site."""
        where = f"{self.file}:{line_of(self.lines, place)}"
        if value and known.setdefault(value, where) != where:
            yield self.fault(place, value, "declared.taken", where=known[value])

    def filter_faults(self) -> Iterator[Fault]:
        names = [one.name for one in self.declared.filters]
        for at, one in enumerate(self.declared.filters):
            place = ("filter", at, "name")
            if one.name in TAKEN:
                yield self.fault(place, one.name, "declared.reserved-name")
            elif one.name in names[:at]:
                times = names.count(one.name)
                yield self.fault(place, one.name, "declared.times", name="filter", key=one.name, times=times)

    def exhibit_faults(self, at: int, written: Mapping[str, Any]) -> list[Fault]:
        kind = written.get("kind")
        if kind is None:
            return [self.fault(("exhibit", at), None, "declared.no-kind", kinds=", ".join(KINDS))]
        if not isinstance(kind, str) or kind not in KINDS:
            near = nearest(str(kind), KINDS) or because("known", names=", ".join(KINDS))
            return [self.fault(("exhibit", at, "kind"), str(kind), "declared.kind", near=near)]
        model: type[Declaration] = KINDS[kind]
        try:
            model.model_validate(written)
        except ValidationError as error:
            return model_faults(self.file, self.lines, model, error, ("exhibit", at))
        return []
