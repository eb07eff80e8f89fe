"""Checks that `datapackage.json` can be read and lists exactly the files of the package."""

import json
from pathlib import Path
from typing import Any

from dashboard.package.model import ROWS
from dashboard.package.reading import Fault, file_faults

DESCRIPTOR = "datapackage.json"


def descriptor_faults(directory: Path) -> list[Fault]:
    def fault(line: int | None, reason: str) -> list[Fault]:
        return [Fault(DESCRIPTOR, line, None, None, reason)]

    path = directory / DESCRIPTOR
    if unreadable := file_faults(path):
        return unreadable
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        return fault(None, f"is not UTF-8: byte offset {error.start}")
    except json.JSONDecodeError as error:
        return fault(error.lineno, f"is not JSON: {error.msg}")
    except ValueError as error:
        return fault(None, f"cannot be read: {error}")
    except RecursionError:
        return fault(None, "is nested too deeply")
    except OSError as error:
        return fault(None, f"cannot be read: {error.strerror}")
    return _resource_faults(directory, descriptor)


def _resource_faults(directory: Path, descriptor: Any) -> list[Fault]:
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list) or not all(isinstance(resource, dict) for resource in resources):
        return [Fault(DESCRIPTOR, None, "resources", None, "there is no list of resources")]
    paths = [str(resource.get("path")) for resource in resources]
    expected = {f"{name}.csv" for name in ROWS}
    missing = [path for path in paths if path not in expected and not (directory / path).is_file()]
    foreign = [path for path in paths if path not in expected and path not in missing]
    return [
        *(Fault(DESCRIPTOR, None, "path", path, "the resource has no file") for path in missing),
        *(Fault(DESCRIPTOR, None, "path", path, "is not a file of this package") for path in foreign),
        *(
            Fault(DESCRIPTOR, None, "path", path, "the file is not among the resources")
            for path in sorted(expected - set(paths))
        ),
    ]
