"""The maps of a package: shapes and places in planar coordinates, projected when they were made.

`boundaries/FILE.json` holds the shapes of one map, `boundaries/places.json` the points of areas on each of them, with
where their names stand if somebody has placed them by hand. A unit is about a hundred metres; y grows to the north.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from dashboard.catalogue import Lang
from dashboard.package.remarks import Fault, because
from dashboard.package.site import SheetDeclaration

FOLDER = "boundaries"
PLACES = "places.json"

Spot = tuple[float, float]
Bounds = tuple[float, float, float, float]  # left, bottom, right, top


def _paired(ring: tuple[float, ...]) -> tuple[float, ...]:
    if len(ring) % 2:
        raise ValueError("x and y come in turn, so there is an even number of them")
    return ring


# x and y in turn; the last point joins the first.
Ring = Annotated[tuple[float, ...], Field(min_length=6), AfterValidator(_paired)]
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
    content: bytes = field(repr=False)  # of the file of its shapes, as browsers fetch it

    @property
    def key(self) -> str:
        return self.declared.key

    def spot(self, area_id: str) -> Spot | None:
        """The point of an area; of one without, the middle of its largest part. None where it is not on the map."""
        if area_id in self.places:
            return self.places[area_id].at
        shape = self.shapes.get(area_id)
        return _middle(max(shape.rings, key=lambda ring: abs(_doubled_area(ring)))) if shape else None

    @property
    def path(self) -> str:
        """Where the file of its shapes is published."""
        return f"{FOLDER}/{self.declared.file}"


def _sides(ring: Ring) -> Iterator[tuple[float, float, float, float]]:
    points = list(zip(ring[::2], ring[1::2], strict=True))
    for (x, y), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        yield x, y, x1, y1


def _doubled_area(ring: Ring) -> float:
    """Negative where the ring runs clockwise."""
    return sum(x * y1 - x1 * y for x, y, x1, y1 in _sides(ring))


def _middle(ring: Ring) -> Spot:
    """The centre of gravity; of a ring without an area, its first point."""
    whole = 3 * _doubled_area(ring)
    if not whole:
        return ring[0], ring[1]
    turns = [(x + x1, y + y1, x * y1 - x1 * y) for x, y, x1, y1 in _sides(ring)]
    return sum(x * turn for x, _, turn in turns) / whole, sum(y * turn for _, y, turn in turns) / whole


def placed_by_hand(labels: Labels, lang: Lang) -> Label | None:
    return labels.get(lang) if isinstance(labels, dict) else labels


def read_boundaries(
    directory: Path, declared: tuple[SheetDeclaration, ...]
) -> tuple[Mapping[str, Sheet], list[Fault]]:
    """The maps by their keys, and what is wrong with their files."""
    faults: list[Fault] = []
    places: Mapping[str, Mapping[str, Place]] = {}
    if declared and (directory / FOLDER / PLACES).exists():
        read = _read(directory, PLACES, _PLACES, faults)
        places = read[0] if read else {}
    sheets = {}
    for one in declared:
        if found := _read(directory, one.file, _SHAPES, faults):
            shapes, content = found
            sheets[one.key] = Sheet(
                declared=one,
                bounds=shapes.bounds,
                land=tuple(area for area in shapes.land if area in shapes.areas),
                shapes=shapes.areas,
                places=places.get(one.key, {}),
                content=content,
            )
    return sheets, faults


_SHAPES = TypeAdapter(Shapes)
_PLACES = TypeAdapter(dict[str, dict[str, Place]])


def _read(
    directory: Path, name: str, model: TypeAdapter[Read], faults: list[Fault]
) -> tuple[Read, bytes] | None:
    """What a file of the folder says, and its bytes; None, and a fault, where it cannot be read."""
    file = f"{FOLDER}/{name}"
    try:
        content = (directory / file).read_bytes()
        read: Read = model.validate_python(json.loads(content.decode("utf-8-sig")))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        faults.append(Fault(file, None, None, None, because("file.unread", message=_reason(error))))
    except ValidationError as error:
        faults += _faults(error, file)
    else:
        return read, content
    return None


def _reason(error: Exception) -> str:
    return error.strerror or "" if isinstance(error, OSError) else str(error)


MOST_FAULTS = 5  # of one file; a wrong form shows in every number


def _faults(error: ValidationError, file: str) -> Iterator[Fault]:
    found: list[Any] = error.errors(include_url=False)
    for one in found[:MOST_FAULTS]:
        key = ".".join(map(str, one["loc"]))
        yield Fault(file, None, key, str(one.get("input")), because("other", message=one["msg"]))
