"""Checks a whole data package: every file, every key, and what one file promises about another."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.package.areas import area_faults
from dashboard.package.assumed import assumed_site, completed, offered_languages
from dashboard.package.boundaries import Sheet, read_boundaries
from dashboard.package.contradictions import contradictions
from dashboard.package.declared import SITE, declaration_remarks
from dashboard.package.describe import DESCRIPTOR
from dashboard.package.descriptor import descriptor_remarks
from dashboard.package.reading import Reading, Table, empty_table, read_table, unreadable
from dashboard.package.relations import relation_remarks
from dashboard.package.remarks import Fault, Note, Reason, Remark, because
from dashboard.package.site import SiteDeclaration
from dashboard.package.story import Story, read_story
from dashboard.package.tables import (
    REGISTERS,
    REQUIRED,
    ROWS,
    Layout,
    register_layout,
    table_layout,
)
from dashboard.package.toml_file import read_toml

__all__ = ["Checked", "Fault", "Note", "check_package", "read_package"]

VERSION_LENGTH = 12
# Files beside the tables that are part of the package, and of its version.
BESIDE = (SITE, DESCRIPTOR, "story/*.toml", "boundaries/**/*")


@dataclass(frozen=True)
class Checked:
    """The text of the package's files, what is wrong with it, what is to be noted, and its version."""

    tables: dict[str, Table]
    layouts: tuple[Layout, ...]
    site: SiteDeclaration | None  # None only where there are faults
    story: Story
    sheets: Mapping[str, Sheet]
    faults: list[Fault]
    notes: list[Note]
    version: str  # a hash over all its files


def check_package(directory: Path) -> list[Fault]:
    return read_package(directory).faults


def read_package(directory: Path) -> Checked:
    if reason := _directory_reason(directory):
        return Checked(
            {}, (), None, Story({}, {}), {}, [Fault(str(directory), None, None, None, reason)], [], ""
        )
    site, remarks = _declaration(directory)
    languages = site.languages if site else offered_languages(directory)
    layouts = [table_layout(name, languages) for name in ROWS]
    readings = {layout.name: _read(directory, layout) for layout in layouts}
    remarks += [fault for reading in readings.values() for fault in reading.faults]
    if not site and not remarks:
        site, remarks = _assumed(directory, _tables(readings))
    site = completed(site, _tables(readings)) if site else None
    for register in site.registers if site else ():
        layouts.append(register_layout(register, languages))
        readings[layouts[-1].name] = _read(directory, layouts[-1])
        remarks += readings[layouts[-1].name].faults
    story = read_story(directory)
    remarks += story.faults
    sheets, unread = read_boundaries(directory, site.maps.sheets if site else ())
    remarks += unread
    cut = {name for name, reading in readings.items() if any(map(_cuts, reading.faults))}
    remarks += _relations(directory, site, layouts, _tables(readings), cut)
    faults = sorted((one for one in remarks if isinstance(one, Fault)), key=_reading_order)
    notes = sorted((one for one in remarks if isinstance(one, Note)), key=_reading_order)
    version = _version(directory, readings)
    return Checked(_tables(readings), tuple(layouts), site, story, sheets, faults, notes, version)


def _declaration(directory: Path) -> tuple[SiteDeclaration | None, list[Remark]]:
    """Nothing at all where there is no `site.toml`."""
    if not (directory / SITE).exists():
        return None, []
    read = read_toml(directory / SITE, SITE, SiteDeclaration)
    return read.declared, [*read.faults]


def _assumed(directory: Path, tables: dict[str, Table]) -> tuple[SiteDeclaration | None, list[Remark]]:
    site = assumed_site(directory, tables, offered_languages(directory))
    if site is None:
        return None, [Fault("areas.csv", None, None, None, because("area.no-home"))]
    return site, [Note(SITE, None, None, None, because("declared.assumed"))]


def _read(directory: Path, layout: Layout) -> Reading:
    """A table that may be absent, and is, has no rows."""
    if layout.name not in REQUIRED and not (directory / layout.file).exists():
        return Reading(empty_table(layout), [], b"")
    return read_table(directory, layout)


def _tables(readings: dict[str, Reading]) -> dict[str, Table]:
    return {name: reading.table for name, reading in readings.items() if reading.table is not None}


def _relations(
    directory: Path,
    site: SiteDeclaration | None,
    layouts: list[Layout],
    tables: dict[str, Table],
    cut: set[str],
) -> Iterator[Remark]:
    yield from relation_remarks(tables, layouts, cut)
    if "areas" in tables:
        yield from area_faults(tables, site.registers if site else (), site.home if site else "")
    yield from contradictions(tables, site)
    if site:
        yield from declaration_remarks(site, tables)
        yield from _stray_files(directory, {layout.file for layout in layouts})
    # Which registers there are is not known where the declaration is broken.
    registers = () if site else directory.glob(f"{REGISTERS}/*.csv")
    undeclared = [path.relative_to(directory).as_posix() for path in registers]
    yield from descriptor_remarks(directory, [*(layout.file for layout in layouts), *undeclared])


def _cuts(fault: Fault) -> bool:
    """Whether for its sake a row is missing from the table as read."""
    return fault.reason.key in ("row.width", "row.wide")


def _stray_files(directory: Path, known: set[str]) -> Iterator[Note]:
    for path in sorted([*directory.glob("*.csv"), *directory.glob(f"{REGISTERS}/*.csv")]):
        name = path.relative_to(directory).as_posix()
        if name not in known:
            kind = "register" if name.startswith(REGISTERS) else "table"
            yield Note(name, None, None, None, because(f"file.stray-{kind}"))


def _reading_order(remark: Remark) -> tuple[str, int]:
    return remark.file, remark.line or 0


def _directory_reason(directory: Path) -> Reason | None:
    try:
        if directory.is_dir():
            return None
        return because("file.not-a-directory" if directory.exists() else "file.no-directory")
    except OSError as error:
        return because("file.unread", message=error.strerror)


def _version(directory: Path, readings: dict[str, Reading]) -> str:
    digests = {f"{name}.csv": reading.digest for name, reading in readings.items()}
    for path in (path for pattern in BESIDE for path in directory.glob(pattern) if not unreadable(path)):
        digests[path.relative_to(directory).as_posix()] = hashlib.sha256(path.read_bytes()).digest()
    whole = hashlib.sha256()
    for name in sorted(digests):
        whole.update(name.encode() + b"\0" + digests[name])
    return whole.hexdigest()[:VERSION_LENGTH]
