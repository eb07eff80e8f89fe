"""What declarations name that no row has, and texts missing in a language that is offered.

Nothing a declaration names is load-bearing, so these are notes, each with the nearest name that is known.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from dashboard.exhibits.declaration import Declaration, Names
from dashboard.exhibits.kinds import KINDS
from dashboard.exhibits.kinds.register import OWN
from dashboard.exhibits.members import LEVELS
from dashboard.exhibits.selection import CASE_COLUMNS, FACT_TESTS, register_columns
from dashboard.exhibits.wording import FIGURES, PLACEHOLDER, VALUES
from dashboard.figures.computed import why_not
from dashboard.figures.counts import is_count
from dashboard.figures.words import Ref, figure_ref
from dashboard.package.load import Package
from dashboard.package.remarks import Note, Reason, because, nearest
from dashboard.package.site import SITE, Otherwise, Wording
from dashboard.package.story import PageDeclaration, file_of
from dashboard.package.toml_file import Lines, Place, key_of, line_of
from dashboard.pages.contents import SOURCES

# What a sentence of one key or another may hold besides; its description says so.
OTHERS = ("amount", "number", "page", "parent", "value", "when", "year")
HOME = "home"

Found = tuple[Place, Any, tuple[Any, ...]]  # a place, what stands there, and what its type says of it


def named_notes(package: Package) -> list[Note]:
    notes = [*_of_texts(package, SITE, {}, package.site, ()), *_of_tables(package), *_of_pages(package)]
    for key, page in package.story.pages.items():
        told = _Told(package, file_of(key), package.story.lines[key])
        notes += told.of_page(page)
        for at, written in enumerate(page.exhibits):
            declared = KINDS[written["kind"]].declaration.model_validate(written)
            notes += told.of_exhibit(declared, ("exhibit", at))
    return notes


def _of_pages(package: Package) -> Iterator[Note]:
    """Pages that `site.toml` lists and nobody tells."""
    known = {*package.story.pages, SOURCES}
    for key in package.site.pages if package.story.pages else ():
        if key not in known:
            yield Note(SITE, None, "pages", key, because("named.pages", near=nearest(key, known)))


# What stands in a declaration ---------------------------------------------------------------------------------


def walk(model: BaseModel, place: Place = ()) -> Iterator[Found]:
    """All that a model holds, down to words and plain values."""
    for name, info in type(model).model_fields.items():
        annotation = info.annotation
        for metadata in info.metadata:
            annotation = Annotated[annotation, metadata]  # type: ignore[assignment]
        yield from _walk(getattr(model, name), annotation, (*place, info.alias or name), ())


def _walk(value: Any, annotation: Any, place: Place, said: tuple[Any, ...]) -> Iterator[Found]:
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        yield from _walk(value, inner, place, (*said, *metadata))
    elif isinstance(value, Wording):
        yield place, value, said
    elif isinstance(value, BaseModel):
        yield from walk(value, place)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _walk(one, _part(annotation), (*place, str(key)), said)
    elif isinstance(value, tuple):
        for at, one in enumerate(value):
            yield from _walk(one, _part(annotation), (*place, at), said)
    elif value is not None:
        yield place, value, (*said, *_optional(annotation))


def _part(annotation: Any) -> Any:
    """The type of the parts of a list, or of the values of a table."""
    parts = [one for one in get_args(annotation) if one is not Ellipsis]
    return parts[-1] if parts else Any


def _optional(annotation: Any) -> tuple[Any, ...]:
    """What is said of a type that may be absent, as in `FactId | None`."""
    told = (one for one in get_args(annotation) if get_origin(one) is Annotated)
    return tuple(metadata for one in told for metadata in get_args(one)[1:])


# What it names ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Told:
    package: Package
    file: str
    lines: Lines

    def note(self, place: Place, value: str, reason: Reason) -> Note:
        return Note(self.file, line_of(self.lines, place), key_of(place), value, reason)

    def of_page(self, page: PageDeclaration) -> Iterator[Note]:
        yield from _of_texts(self.package, self.file, self.lines, page, ())
        known = self.known
        named: list[tuple[Place, str, str, Collection[str]]] = [
            (("register",), page.register_key, "registers", known["registers"]),
            (("counts",), page.counts, "registers", {*known["registers"], "cases"}),
            (("side",), page.side, "sides", {*known["sides"], "both"}),
        ]
        pages = {*self.package.story.pages, SOURCES}
        named += [(("ways", at, "page"), way.page, "pages", pages) for at, way in enumerate(page.ways)]
        named += [
            (("filter", at, "on"), one.on, "columns", _asked(self.package, page))
            for at, one in enumerate(page.filters)
        ]
        for place, value, what, ids in named:
            if value and value not in ids:
                yield self.note(place, value, because(f"named.{what}", near=nearest(value, ids)))

    def of_exhibit(self, declared: Declaration, place: Place) -> Iterator[Note]:
        yield from _of_texts(self.package, self.file, self.lines, declared, place)
        for where, value, said in walk(declared, place):
            for names in said:
                if isinstance(names, Names) and isinstance(value, str) and value:
                    yield from self._named(where, value, names, declared)

    def _named(self, place: Place, value: str, names: Names, declared: Declaration) -> Iterator[Note]:
        known = self._columns(declared) if names.what == "columns" else self.known[names.what]
        if value in known or (
            names.what == "computed" and is_count(value) and not why_not(self.package, value)
        ):
            return
        yield self.note(place, value, because(f"named.{names.what}", near=nearest(value, known)))

    @cached_property
    def known(self) -> Mapping[str, Collection[str]]:
        package, site = self.package, self.package.site
        tables = ("facts", "indicators", "computed", "checks", "areas", "sources", "phrases")
        ids: dict[str, Collection[str]] = {name: package.tables[name].index for name in tables}
        ids["areas"] = {*ids["areas"], HOME}
        ids["registers"] = [one.key for one in site.registers]
        ids["topics"] = [one.key for one in site.topics]
        ids["sides"] = [one.key for one in site.sides]
        return ids

    def _columns(self, declared: Declaration) -> Collection[str]:
        """Of the register that an exhibit is of, and those of no file."""
        keys = (getattr(declared, name, "") for name in ("register_key", "pairings"))
        own = (register_columns(self.package, key) for key in keys if key)
        return {*(column for columns in own for column in columns), *OWN, *LEVELS}


def _asked(package: Package, page: PageDeclaration) -> Collection[str]:
    """What a filter of a page may ask of a row."""
    own = register_columns(package, page.register_key) if page.register_key else ()
    return {*own, *FACT_TESTS, *(CASE_COLUMNS if page.counts == "cases" else ()), *LEVELS}


# Words --------------------------------------------------------------------------------------------------------


def _of_texts(package: Package, file: str, lines: Lines, model: BaseModel, place: Place) -> Iterator[Note]:
    """Of the words of a model: languages that lack them, and figures in them that there are not."""
    for where, value, said in walk(model, place):
        if isinstance(value, Wording):
            told = line_of(lines, where) if lines else None
            in_part = any(isinstance(one, Otherwise) for one in said)
            for lang in () if in_part else _missing(package, value):
                text = value.zh or value.en
                yield Note(file, told, f"{key_of(where)}.{lang}", text, because("text.missing"))
            for text, reason in _unknown_in(package, value):
                yield Note(file, told, key_of(where), text, reason)


def _missing(package: Package, text: Wording) -> Sequence[str]:
    """The languages offered in which it has no words, where it has some in another."""
    return [lang for lang in package.site.languages if text and not getattr(text, lang)]


def _unknown_in(package: Package, text: Wording) -> Iterator[tuple[str, Reason]]:
    """Each placeholder, once, for which nothing can ever stand."""
    found = dict.fromkeys(one for said in (text.zh, text.en) for one in PLACEHOLDER.finditer(said))
    for match in {one[0]: one for one in found}.values():
        known = (*FIGURES, *VALUES, *OTHERS)
        if match[1] not in known:
            yield match[0], because("named.placeholder", near=nearest(match[1], known))
        elif match[1] in FIGURES:
            yield from _absent(package, match[0], figure_ref(match[1], match[2] or ""))


def _absent(package: Package, text: str, ref: Ref) -> Iterator[tuple[str, Reason]]:
    facts = package.tables["facts"].index
    if ref.kind == "fact" and ref.id not in facts:
        yield text, because("named.facts", near=nearest(ref.id, facts))
    elif ref.kind == "derived" and (why := why_not(package, ref.id)):
        yield text, because("figure.mentioned", why=why)


def _of_tables(package: Package) -> Iterator[Note]:
    """Cells that are empty in one of the languages offered and not in another."""
    for name, table in package.tables.items():
        for column in table.columns:
            stem, _, lang = column.rpartition("_")
            others = [f"{stem}_{one}" for one in package.site.languages if one != lang]
            pairs = [one for one in others if one in table.columns]
            if lang not in package.site.languages or not pairs:
                continue
            for at, cell in enumerate(table.columns[column]):
                told = next(filter(None, (table.columns[one][at] for one in pairs)), "")
                if told and not cell:
                    yield Note(f"{name}.csv", table.lines[at], column, told, because("text.missing"))
