"""Checks a whole data package: every file, every key, and what one file promises about another."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.catalogue import LANGS
from dashboard.package import assumed, boundaries, describe, relations, toml_file
from dashboard.package.contradictions import contradictions
from dashboard.package.reading import Table, read_table, unreadable
from dashboard.package.remarks import Fault, Note, Reason, Remark, because
from dashboard.package.site import SITE, SiteDeclaration
from dashboard.package.story import Story, read_story
from dashboard.package.tables import REGISTERS, ROWS, Layout, register_layout, table_layout

VERSION_LENGTH = 12
# Files beside the tables that are part of the package, and of its version.
BESIDE = (SITE, describe.DESCRIPTOR, "story/*.toml", "boundaries/**/*")
# Faults for whose sake a row is missing from the table as read.
CUTTING = ("row.width", "row.wide")


@dataclass(frozen=True, eq=False)
class Checked:
    """The text of the package's files, what is wrong with it, what is to be noted, and its version."""

    tables: dict[str, Table]  # their rows as text
    layouts: tuple[Layout, ...]
    site: SiteDeclaration | None  # None only where there are faults
    story: Story
    sheets: Mapping[str, boundaries.Sheet]  # the maps by their keys, in the declared order
    faults: list[Fault]
    notes: list[Note]
    version: str  # a hash over all its files


def read_package(directory: Path) -> Checked:
    if reason := _directory_reason(directory):
        return Checked({}, (), None, Story({}, {}, []), {}, [Fault(str(directory), reason)], [], "")
    site, remarks, tables = None, list[Remark](), dict[str, Table]()
    if has_site := (directory / SITE).exists():
        site, _, remarks[:] = toml_file.read_toml(directory / SITE, SITE, SiteDeclaration)
    languages = site.languages if site else assumed.offered_languages(directory)
    unoffered = [one for one in LANGS if one not in languages]
    layouts = [table_layout(name, unoffered) for name in ROWS]
    remarks += _read(directory, layouts, tables)
    if not has_site and not remarks:
        site = assumed.assumed_site(directory, tables, languages)
        no_home = Fault("areas.csv", because("area.no-home"))
        remarks.append(Note(SITE, because("declared.assumed")) if site else no_home)
    site = assumed.completed(site, tables) if site else None
    registers = [register_layout(register, unoffered) for register in site.registers] if site else []
    remarks += _read(directory, registers, tables)
    layouts += registers
    story = read_story(directory)
    sheets, unread = boundaries.read_boundaries(directory, site.maps.sheets if site else ())
    cut = {one.file.removesuffix(".csv") for one in remarks if one.reason.key in CUTTING}
    remarks += [*story.faults, *unread, *relations.relation_remarks(tables, layouts, cut)]
    remarks += [*contradictions(tables, site), *(relations.declaration_remarks(site, tables) if site else ())]
    remarks += _files(directory, site, [layout.file for layout in layouts])
    remarks.sort(key=lambda remark: (remark.file, remark.line or 0))
    faults = [one for one in remarks if isinstance(one, Fault)]
    notes = [one for one in remarks if isinstance(one, Note)]
    version = _version(directory, layouts)
    return Checked(tables, tuple(layouts), site, story, sheets, faults, notes, version)


def _read(directory: Path, layouts: Iterable[Layout], tables: dict[str, Table]) -> Iterator[Fault]:
    for layout in layouts:
        table, faults = read_table(directory, layout)
        if table is not None:
            tables[layout.name] = table
        yield from faults


def _files(directory: Path, site: SiteDeclaration | None, known: Sequence[str]) -> Iterator[Remark]:
    """Tables that nobody asks for; which registers there are is not known where the declaration is broken."""
    registers = [f"{REGISTERS}/{path.name}" for path in sorted(directory.glob(f"{REGISTERS}/*.csv"))]
    if site:
        for name in (*sorted(path.name for path in directory.glob("*.csv")), *registers):
            if name not in known:
                kind = "register" if name in registers else "table"
                yield Note(name, because(f"file.stray-{kind}"))
    yield from describe.descriptor_remarks(directory, known if site else [*known, *registers])


def _directory_reason(directory: Path) -> Reason | None:
    try:
        if directory.is_dir():
            return None
        return because("file.not-a-directory" if directory.exists() else "file.no-directory")
    except OSError as error:
        return because("file.unread", message=error.strerror)


def _version(directory: Path, layouts: Iterable[Layout]) -> str:
    beside = {path.relative_to(directory).as_posix() for one in BESIDE for path in directory.glob(one)}
    tables, whole = {layout.file for layout in layouts}, hashlib.sha256()
    for name in sorted(tables | beside):
        digest = b""
        if not unreadable(directory / name):
            with (directory / name).open("rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").digest()
        if digest or name in tables:
            whole.update(name.encode() + b"\0" + digest)
    return whole.hexdigest()[:VERSION_LENGTH]
