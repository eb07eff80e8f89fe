"""What a package declares and names. What cannot be shown, by the models of kinds, is refused before anything is drawn.

Nothing that is named is load-bearing: names that no row has, figures that cannot be computed, and texts missing in a
language offered are notes, each with the nearest name that is known.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from dashboard.catalogue import Lang
from dashboard.exhibits.declaration import Declaration, Names
from dashboard.exhibits.default_story import default_story
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.kinds.register import OWN
from dashboard.exhibits.rows import LEVELS
from dashboard.exhibits.selection import CASE_COLUMNS, FACT_COLUMNS, register_columns
from dashboard.exhibits.wording import FIGURES, PLACEHOLDER, VALUES, figures_in
from dashboard.figures.computed import why_not
from dashboard.figures.counts import is_count
from dashboard.figures.words import figure_ref
from dashboard.package.load import Package
from dashboard.package.remarks import Fault, Note, Reason, because, nearest
from dashboard.package.site import SITE, Otherwise, Wording
from dashboard.package.story import PageDeclaration, file_of
from dashboard.package.tables import ROWS
from dashboard.package.toml_file import Lines, Place, key_of, line_of, model_faults
from dashboard.pages.contents import SOURCES
from dashboard.pages.view import ASKED, PAGE, PRESET, SHOW
from dashboard.slides.presentation import ALSO

TAKEN = (PAGE, SHOW, PRESET, *ASKED, *ALSO)  # names that stand in addresses besides those of filters
# What a sentence of one key or another may hold besides; its description says so.
OTHERS = ("amount", "number", "page", "parent", "value", "when", "year")
HOME = "home"
# Columns of tables whose texts may mention figures.
TELLING = (("cases", "remark_zh"), ("cases", "remark_en"), ("glossary", "text_zh"), ("glossary", "text_en"))

Found = tuple[Place, Any, tuple[Any, ...]]  # a place, what stands there, and what its type says of it


def declaration_faults(package: Package) -> list[Fault]:
    taken: dict[str, str] = {}  # paths of pages and keys of exhibits, and where they stand
    faults: list[Fault] = []
    for key, page in package.story.pages.items():
        told = _File(package, file_of(key), package.story.lines[key])
        if key == SOURCES:
            faults.append(Fault(told.name, because("declared.reserved-page", page=SOURCES)))
        faults += told.once(taken, ("path",), page.path)
        faults += told.filter_faults([one.name for one in page.filters])
        for at, written in enumerate(page.exhibits):
            faults += told.exhibit_faults(("exhibit", at), written)
            faults += told.once(taken, ("exhibit", at, "key"), str(written.get("key", "")))
    return [*faults, *_preset_faults(package)]


def _preset_faults(package: Package) -> Iterator[Fault]:
    """Of slides whose exhibits no page has."""
    pages, site = (package.story.pages or default_story(package)).values(), _File(package, SITE, {})
    known = [str(written.get("key")) for page in pages for written in page.exhibits]
    for preset in package.site.presets:
        for one in preset.slides:
            if one.exhibit and one.exhibit not in known:
                reason = because("declared.preset", preset=preset.key, near=nearest(one.exhibit, known))
                yield site.fault(("preset", "slide", "exhibit"), one.exhibit, reason)


def named_notes(package: Package) -> list[Note]:
    site, story = _File(package, SITE, {}), package.story
    notes = [*site.of(package.site), *_of_tables(package)]
    for key in package.site.pages if story.pages else ():
        notes += site.unknown("pages", ("pages",), key, {*story.pages, SOURCES})
    for key, page in story.pages.items():
        told = _File(package, file_of(key), story.lines[key])
        notes += told.of_page(page)
        for at, written in enumerate(page.exhibits):
            declared = KINDS[written["kind"]].model_validate(written)
            notes += told.of(declared, ("exhibit", at))
    return notes


# What stands in a declaration ---------------------------------------------------------------------------------


def walk(model: BaseModel, place: Place = ()) -> Iterator[Found]:
    """All that a model holds, down to words and plain values."""
    for name, info in type(model).model_fields.items():
        said = tuple(info.metadata)
        yield from _walk(getattr(model, name), info.annotation, (*place, info.alias or name), said)


def _walk(value: Any, annotation: Any, place: Place, said: tuple[Any, ...]) -> Iterator[Found]:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        yield from _walk(value, inner, place, (*said, *metadata))
    elif get_origin(annotation) in (Union, UnionType):
        inner, *_ = (one for one in get_args(annotation) if one is not NoneType)
        yield from _walk(value, inner, place, said)
    elif isinstance(value, Wording):
        yield place, value, said
    elif isinstance(value, BaseModel):
        yield from walk(value, place)
    elif isinstance(value, Mapping | tuple):
        for key, one in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield from _walk(one, _part(annotation), (*place, key), said)
    elif value is not None:
        yield place, value, said


def _part(annotation: Any) -> Any:
    """The type of the parts of a list, or of the values of a table."""
    parts = [one for one in get_args(annotation) if one is not Ellipsis]
    return parts[-1] if parts else Any


# A file that declares -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _File:
    """A file that declares, with the lines of its places."""

    package: Package
    name: str
    lines: Lines

    def fault(self, place: Place, value: str | None, reason: Reason) -> Fault:
        return Fault(self.name, reason, self.line(place), key_of(place), value)

    def note(self, place: Place, value: str, reason: Reason, ending: str = "") -> Note:
        return Note(self.name, reason, self.line(place), f"{key_of(place)}{ending}", value)

    def line(self, place: Place) -> int | None:
        return line_of(self.lines, place) if self.lines else None

    def once(self, taken: dict[str, str], place: Place, value: str) -> Iterator[Fault]:
        """Of what may stand but once on the site."""
        where = f"{self.name}:{line_of(self.lines, place)}"
        if value and taken.setdefault(value, where) != where:
            yield self.fault(place, value, because("declared.taken", where=taken[value]))

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
        model: type[Declaration] = KINDS[kind]
        try:
            model.model_validate(written)
        except ValidationError as error:
            return model_faults(self.name, self.lines, model, error, place)
        return []

    def unknown(self, what: str, place: Place, value: str, known: Collection[str]) -> Iterator[Note]:
        if value and value not in known:
            yield self.note(place, value, because(f"named.{what}", near=nearest(value, known)))

    def of_page(self, page: PageDeclaration) -> Iterator[Note]:
        yield from self.of(page)
        registers, pages = self.known["registers"], {*self.package.story.pages, SOURCES}
        yield from self.unknown("registers", ("register",), page.register_key, registers)
        yield from self.unknown("registers", ("counts",), page.counts, {*registers, "cases", "records"})
        yield from self.unknown("sides", ("side",), page.side, {*self.known["sides"], "both"})
        for at, way in enumerate(page.ways):
            yield from self.unknown("pages", ("ways", at, "page"), way.page, pages)
        own = register_columns(self.package, page.register_key) if page.register_key else ()
        asked = {*own, *FACT_COLUMNS, *(CASE_COLUMNS if page.counts == "cases" else ()), *LEVELS}
        for at, one in enumerate(page.filters):
            yield from self.unknown("columns", ("filter", at, "on"), one.on, asked)

    def of(self, model: BaseModel, place: Place = ()) -> Iterator[Note]:
        """Of all that a model says and names."""
        for where, value, said in walk(model, place):
            if isinstance(value, Wording):
                in_part = any(isinstance(one, Otherwise) for one in said)
                yield from self._of_text(where, value, in_part=in_part)
            for what in (one.what for one in said if isinstance(one, Names)):
                if what != "computed" or not is_count(value) or why_not(self.package, value):
                    known = self._columns(model) if what == "columns" else self.known[what]
                    yield from self.unknown(what, where, value, known)

    @cached_property
    def known(self) -> Mapping[str, Collection[str]]:
        package, site = self.package, self.package.site
        tables = ("facts", "indicators", "computed", "checks", "areas", "sources", "phrases")
        ids: dict[str, Collection[str]] = {name: package.tables[name].index for name in tables}
        ids["areas"] = {*ids["areas"], HOME}
        ids |= {name: [one.key for one in getattr(site, name)] for name in ("registers", "topics", "sides")}
        return ids

    def _columns(self, declared: BaseModel) -> Collection[str]:
        """Of the register that an exhibit is of, and those of no file."""
        keys = (getattr(declared, name, "") for name in ("register_key", "pairings"))
        own = (register_columns(self.package, key) for key in keys if key)
        return {*(column for columns in own for column in columns), *OWN, *LEVELS}

    def _of_text(self, place: Place, text: Wording, *, in_part: bool) -> Iterator[Note]:
        """Languages that lack words it has in another, and placeholders for which nothing can ever stand."""
        for lang in () if in_part or not text else self.package.site.languages:
            if not getattr(text, lang):
                yield self.note(place, text.zh or text.en, because("text.missing"), f".{lang}")
        found = (one for said in (text.zh, text.en) for one in PLACEHOLDER.finditer(said))
        for match in {one[0]: one for one in found}.values():
            if reason := self._absent(match[1], match[2] or ""):
                yield self.note(place, match[0], reason)

    def _absent(self, name: str, written: str) -> Reason | None:
        if name not in FIGURES:
            known = (*FIGURES, *VALUES, *OTHERS)
            return None if name in known else because("named.placeholder", near=nearest(name, known))
        ref, facts = figure_ref(name, written), self.package.tables["facts"].index
        if ref.kind == "fact":
            return None if ref.id in facts else because("named.facts", near=nearest(ref.id, facts))
        why = why_not(self.package, ref.id)
        return because("figure.mentioned", why=why) if why else None


def _of_tables(package: Package) -> Iterator[Note]:
    """Cells that are empty in one of the languages offered and not in another."""
    others: Mapping[str, Lang | None] = {one: package.site.other(one) for one in package.site.languages}
    for table in package.tables.values():
        for column, cells in table.columns.items():
            stem, _, lang = column.rpartition("_")
            twins = table.columns.get(f"{stem}_{others.get(lang)}", ())
            for line, cell, told in zip(table.lines, cells, twins, strict=False):
                if told and not cell:
                    yield table.note(line, column, told, "text.missing")


def figure_notes(package: Package) -> list[Note]:
    """Figures that cannot be computed, and those that texts only name."""
    checks = map(package.check, package.tables["checks"].index)
    return [
        *_left_out(package, "computed", {one: (one,) for one in package.tables["computed"].index}),
        *_left_out(package, "checks", {one.check_id: (*one.left, one.right) for one in checks}),
        *_mentions(package),
    ]


def _left_out(package: Package, name: str, figures: Mapping[str, tuple[str, ...]]) -> Iterator[Note]:
    """Rows of a table, by their keys, for whose figures there is no number."""
    table, key = package.tables[name], next(iter(ROWS[name].model_fields))
    for line, (one, needed) in zip(table.lines, figures.items(), strict=True):
        if reason := next(filter(None, (why_not(package, figure) for figure in needed)), None):
            yield table.note(line, key, one, "figure.left-out", why=reason)


def _mentions(package: Package) -> Iterator[Note]:
    for name, column in TELLING:
        table = package.tables[name]
        for line, ref in ((line, ref) for line, text in table.rows(column) for ref in figures_in(text)):
            if ref.id not in package.tables["facts"].index and (reason := why_not(package, ref.id)):
                yield table.note(line, column, ref.id, "figure.mentioned", why=reason)
