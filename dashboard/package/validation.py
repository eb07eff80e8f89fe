"""Checks a whole data package: every file, every key, and what one file promises about another."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dashboard.package.descriptor import DESCRIPTOR, descriptor_faults
from dashboard.package.model import ROWS
from dashboard.package.reading import Fault, Table, read_table
from dashboard.package.relations import relation_faults

__all__ = ["Checked", "Fault", "check_package", "read_package"]

VERSION_LENGTH = 12


@dataclass(frozen=True)
class Checked:
    """The text of the package's files, what is wrong with it, and its version: a hash over all its files."""

    tables: dict[str, Table]
    faults: list[Fault]
    version: str


def check_package(directory: Path) -> list[Fault]:
    return read_package(directory).faults


def read_package(directory: Path) -> Checked:
    if reason := _directory_reason(directory):
        return Checked({}, [Fault(str(directory), None, None, None, reason)], "")
    readings = {name: read_table(directory, name) for name in ROWS}
    tables = {name: reading.table for name, reading in readings.items() if reading.table is not None}
    faults = [fault for reading in readings.values() for fault in reading.faults]
    descriptor = descriptor_faults(directory)
    digests = {f"{name}.csv": reading.digest for name, reading in readings.items()}
    if not descriptor:
        digests[DESCRIPTOR] = hashlib.sha256((directory / DESCRIPTOR).read_bytes()).digest()
    faults += [*relation_faults(tables), *descriptor]
    return Checked(tables, sorted(faults, key=_reading_order), _version(digests))


def _reading_order(fault: Fault) -> tuple[str, int]:
    return fault.file, fault.line or 0


def _directory_reason(directory: Path) -> str:
    try:
        if directory.is_dir():
            return ""
        return "is not a directory" if directory.exists() else "there is no such directory"
    except OSError as error:
        return f"cannot be read: {error.strerror}"


def _version(digests: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name in sorted(digests):
        whole.update(name.encode() + b"\0" + digests[name])
    return whole.hexdigest()[:VERSION_LENGTH]
