"""The data package at its own address, `/data/datapackage.json`, for programs that know the standard."""

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

import flask
from werkzeug.wrappers import Response

from dashboard.delivery import ASK_AGAIN, Packed
from dashboard.package.describe import DESCRIPTOR, dump
from dashboard.package.load import Package

FOLDER = "data/"  # of the addresses
LICENCES = "LICENSE*"
TYPES = {".json": "application/json", ".csv": "text/csv"}
TEXT = "text/plain"


def register_package(server: flask.Flask, prefix: str, package: Package, folder: Path) -> None:
    """Answer the addresses of the files that the package names, read once; nothing else in its folder has one."""
    contents = package_files(package, folder)
    packed = lru_cache(maxsize=None)(partial(_packed, contents))

    @server.get(f"{prefix}{FOLDER}")
    def package_folder() -> Response:
        return flask.redirect(f"{prefix}{FOLDER}{DESCRIPTOR}")

    @server.get(f"{prefix}{FOLDER}<path:path>")
    def package_file(path: str) -> flask.Response:
        if path not in contents:
            flask.abort(404)
        return packed(path).response(ASK_AGAIN)


def package_files(package: Package, folder: Path) -> dict[str, bytes]:
    """By its path each file that the description names, the description, and the texts of licences."""
    found = {DESCRIPTOR: _description(package, folder)}
    return found | {path: (folder / path).read_bytes() for path in _named(package, folder)}


def _description(package: Package, folder: Path) -> bytes:
    """That of the folder, or one made of the package where it has none."""
    path = folder / DESCRIPTOR
    return path.read_bytes() if path.exists() else dump(package.descriptor).encode()


def _named(package: Package, folder: Path) -> Iterator[str]:
    """Paths of files that lie in the folder; a licence may be named by an address on the web instead."""
    home = folder.resolve()
    listed = [*package.descriptor["resources"], *package.descriptor.get("licenses", ())]
    named = [str(one.get("path", "")) for one in listed if isinstance(one, dict)]
    for path in dict.fromkeys([*named, *(one.name for one in sorted(folder.glob(LICENCES)))]):
        place = (folder / path).resolve()
        if place.is_file() and place.is_relative_to(home):
            yield path


def _packed(contents: Mapping[str, bytes], path: str) -> Packed:
    return Packed.of(contents[path], TYPES.get(Path(path).suffix, TEXT))
