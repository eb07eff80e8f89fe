"""Checks that `datapackage.json`, where there is one, can be read and lists exactly the files of the package."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.package.describe import DESCRIPTOR
from dashboard.package.reading import file_faults
from dashboard.package.remarks import Fault, Note, Reason, because
from dashboard.package.tables import REQUIRED


def descriptor_remarks(directory: Path, known: Sequence[str]) -> list[Fault] | list[Note]:
    """`known` are the files that a package like this may have."""
    path = directory / DESCRIPTOR
    if not path.exists():
        return [Note(DESCRIPTOR, None, None, None, because("descriptor.none"))]
    if unreadable := file_faults(path, DESCRIPTOR):
        return unreadable
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        return _unread(None, because("toml.not-utf8", offset=error.start))
    except json.JSONDecodeError as error:
        return _unread(error.lineno, because("descriptor.not-json", message=error.msg))
    except ValueError as error:
        return _unread(None, because("file.unread", message=error))
    except RecursionError:
        return _unread(None, because("descriptor.deep"))
    except OSError as error:
        return _unread(None, because("file.unread", message=error.strerror))
    return _resource_faults(directory, descriptor, known)


def _unread(line: int | None, reason: Reason) -> list[Fault]:
    return [Fault(DESCRIPTOR, line, None, None, reason)]


def _resource_faults(directory: Path, descriptor: Any, known: Sequence[str]) -> list[Fault]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        return [Fault(DESCRIPTOR, None, "resources", None, because("descriptor.no-list"))]
    paths = [str(resource.get("path")) for resource in resources]
    required = [f"{name}.csv" for name in REQUIRED]  # their absence is a fault already
    missing = [path for path in paths if path not in required and not (directory / path).is_file()]
    foreign = [path for path in paths if path not in known and path not in missing]
    left_out = [path for path in known if path not in paths and (directory / path).is_file()]
    reasons = (
        (missing, because("descriptor.no-file")),
        (foreign, because("descriptor.foreign")),
        (left_out, because("descriptor.left-out")),
    )
    return [Fault(DESCRIPTOR, None, "path", path, reason) for listed, reason in reasons for path in listed]
