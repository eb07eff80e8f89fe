"""Checks that `datapackage.json`, where there is one, can be read and lists exactly the files of the package."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard.package.describe import DESCRIPTOR
from dashboard.package.reading import Fault, Note, file_faults
from dashboard.package.tables import REQUIRED


def descriptor_remarks(directory: Path, known: Sequence[str]) -> list[Fault] | list[Note]:
    """`known` are the files that a package like this may have."""
    path = directory / DESCRIPTOR
    if not path.exists():
        reason = "there is none for outside tools; python -m dashboard describe writes it"
        return [Note(DESCRIPTOR, None, None, None, reason)]
    if unreadable := file_faults(path, DESCRIPTOR):
        return unreadable
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        return _unread(None, f"is not UTF-8: byte offset {error.start}")
    except json.JSONDecodeError as error:
        return _unread(error.lineno, f"is not JSON: {error.msg}")
    except ValueError as error:
        return _unread(None, f"cannot be read: {error}")
    except RecursionError:
        return _unread(None, "is nested too deeply")
    except OSError as error:
        return _unread(None, f"cannot be read: {error.strerror}")
    return _resource_faults(directory, descriptor, known)


def _unread(line: int | None, reason: str) -> list[Fault]:
    return [Fault(DESCRIPTOR, line, None, None, reason)]


def _resource_faults(directory: Path, descriptor: Any, known: Sequence[str]) -> list[Fault]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        return [Fault(DESCRIPTOR, None, "resources", None, "there is no list of resources")]
    paths = [str(resource.get("path")) for resource in resources]
    required = [f"{name}.csv" for name in REQUIRED]  # their absence is a fault already
    missing = [path for path in paths if path not in required and not (directory / path).is_file()]
    foreign = [path for path in paths if path not in known and path not in missing]
    left_out = [path for path in known if path not in paths and (directory / path).is_file()]
    reasons = (
        (missing, "the resource has no file"),
        (foreign, "is not a file of this package"),
        (left_out, "the file is not among the resources"),
    )
    return [Fault(DESCRIPTOR, None, "path", path, reason) for listed, reason in reasons for path in listed]
