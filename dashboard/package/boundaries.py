"""The maps of a package: shapes and places in planar coordinates, projected when they were made.

`boundaries/FILE.json` holds the shapes of one map, `boundaries/places.json` the points of areas on each of them, with
where their names stand if somebody has placed them by hand. A unit is about a hundred metres; y grows to the north.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dashboard.catalogue import Lang
from dashboard.package.remarks import Fault, because
from dashboard.package.site import SheetDeclaration

FOLDER = "boundaries"
PLACES = "places.json"

Spot = tuple[float, float]
Bounds = tuple[float, float, float, float]  # left, bottom, right, top
Ring = Annotated[tuple[float, ...], Field(min_length=6)]  # x and y in turn; the last point joins the first
Anchor = Literal[
    "right", "left", "above", "below", "center", "above-right", "below-right", "above-left", "below-left"
]

Read = TypeVar("Read")


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Shape(_Described):
    name: str = Field("", description="What the area is called where `areas.csv` does not have it.")
    rings: tuple[Ring, ...] = Field(min_length=1, description="Outer borders clockwise, holes the other way.")


class Shapes(_Described):
    """The whole of a file of shapes."""

    bounds: Bounds = Field(description="What of the plane is shown.")
    land: tuple[str, ...] = Field((), description="The areas drawn as ground beneath all others.")
    areas: dict[str, Shape] = Field(description="Shapes by the id of their area.")


class Label(_Described):
    """A name placed by hand: on which side of its point, or of a point of its own, to which a line then leads."""

    anchor: Anchor
    at: Spot | None = None


Labels = Label | dict[Lang, Label]


class Place(_Described):
    at: Spot = Field(description="The point of the area.")
    label: Labels = Field(
        {}, description="Where its name stands beside its dot; by language where they differ."
    )
    inside: Labels = Field({}, description="The same where the name stands on its shape, without a dot.")


@dataclass(frozen=True, eq=False, kw_only=True)
class Sheet:
    """One map."""

    declared: SheetDeclaration
    bounds: Bounds
    land: tuple[str, ...]
    shapes: Mapping[str, Shape]
    places: Mapping[str, Place]

    @property
    def key(self) -> str:
        return self.declared.key

    @property
    def path(self) -> str:
        """Where the file of its shapes is published."""
        return f"{FOLDER}/{self.declared.file}"


def placed_by_hand(labels: Labels, lang: Lang) -> Label | None:
    return labels.get(lang) if isinstance(labels, dict) else labels


def read_boundaries(
    directory: Path, declared: tuple[SheetDeclaration, ...]
) -> tuple[Mapping[str, Sheet], list[Fault]]:
    """The maps by their keys, and what is wrong with their files."""
    faults: list[Fault] = []
    if not declared:
        return {}, faults
    places = _read(directory, PLACES, _PLACES, faults) if (directory / FOLDER / PLACES).exists() else {}
    sheets = {}
    for one in declared:
        shapes = _read(directory, one.file, _SHAPES, faults)
        if shapes:
            sheets[one.key] = Sheet(
                declared=one,
                bounds=shapes.bounds,
                land=tuple(area for area in shapes.land if area in shapes.areas),
                shapes=shapes.areas,
                places=(places or {}).get(one.key, {}),
            )
    return sheets, faults


_SHAPES = TypeAdapter(Shapes)
_PLACES = TypeAdapter(dict[str, dict[str, Place]])


def _read(directory: Path, name: str, model: TypeAdapter[Read], faults: list[Fault]) -> Read | None:
    file = f"{FOLDER}/{name}"
    try:
        return model.validate_python(json.loads((directory / file).read_text("utf-8-sig")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        faults.append(Fault(file, None, None, None, because("file.unread", message=_reason(error))))
    except ValidationError as error:
        faults += _faults(error, file)
    return None


def _reason(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)


MOST_FAULTS = 5  # of one file; a wrong form shows in every number


def _faults(error: ValidationError, file: str) -> Iterator[Fault]:
    found: list[Any] = error.errors(include_url=False)
    for one in found[:MOST_FAULTS]:
        key = ".".join(map(str, one["loc"]))
        yield Fault(file, None, key, str(one.get("input")), because("other", message=one["msg"]))
