"""The maps of a package: shapes and places in planar coordinates, projected when they were made.

`boundaries/FILE.json` holds the shapes of one map, `boundaries/places.json` the points of areas on each of them, with
where their names stand if somebody has placed them by hand. A unit is about a hundred metres; y grows to the north.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from dashboard.catalogue import Lang
from dashboard.package.remarks import Fault, because
from dashboard.package.site import Declared, SheetDeclaration

FOLDER = "boundaries"
PLACES = "places.json"
MOST_FAULTS = 5  # of one file; a wrong form shows in every number

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


class Shape(Declared):
    name: str = Field("", description="What the area is called where `areas.csv` does not have it.")
    rings: tuple[Ring, ...] = Field(min_length=1, description="Outer borders clockwise, holes the other way.")


class Shapes(Declared):
    """The whole of a file of shapes."""

    bounds: Bounds = Field(description="What of the plane is shown.")
    land: tuple[str, ...] = Field((), description="The areas drawn as ground beneath all others.")
    areas: dict[str, Shape] = Field(description="Shapes by the id of their area.")


class Label(Declared):
    """A name placed by hand: on which side of its point, or of a point of its own, to which a line then leads."""

    anchor: Anchor
    at: Spot | None = None


Labels = Label | dict[Lang, Label]


class Place(Declared):
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

    def spot(self, area_id: str) -> Spot | None:
        """The point of an area; of one without, the middle of its largest part. None where it is not on the map."""
        if area_id in self.places:
            return self.places[area_id].at
        return _middle(self.shapes[area_id]) if area_id in self.shapes else None

    @property
    def path(self) -> str:
        """Where the file of its shapes is published."""
        return f"{FOLDER}/{self.declared.file}"


def _turns(ring: Ring) -> list[tuple[float, float, float]]:
    """Of each side the sum of its ends, and twice the area between it and the origin: less than 0 if clockwise."""
    points = list(zip(ring[::2], ring[1::2], strict=True))
    sides = zip(points, [*points[1:], points[0]], strict=True)
    return [(x + x1, y + y1, x * y1 - x1 * y) for (x, y), (x1, y1) in sides]


def _middle(shape: Shape) -> Spot:
    """The centre of gravity of the largest part; of one without an area, its first point."""
    largest = max(shape.rings, key=lambda ring: abs(sum(turn for *_, turn in _turns(ring))))
    turns = _turns(largest)
    whole = 3 * sum(turn for *_, turn in turns)
    if not whole:
        return largest[0], largest[1]
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
        read = _read(directory, PLACES, TypeAdapter(dict[str, dict[str, Place]]), faults)
        places = read[0] if read else {}
    sheets = {}
    for one in declared:
        if found := _read(directory, one.file, TypeAdapter(Shapes), faults):
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


def _read(
    directory: Path, name: str, model: TypeAdapter[Read], faults: list[Fault]
) -> tuple[Read, bytes] | None:
    """What a file of the folder says, and its bytes; None, and faults, where it cannot be read."""
    file = f"{FOLDER}/{name}"
    try:
        content = (directory / file).read_bytes()
        return model.validate_python(json.loads(content.decode("utf-8-sig"))), content
    except ValidationError as error:
        for one in error.errors(include_url=False)[:MOST_FAULTS]:
            key, reason = ".".join(map(str, one["loc"])), because("other", message=one["msg"])
            faults.append(Fault(file, reason, None, key, str(one["input"])))
    except (OSError, ValueError, RecursionError) as error:
        message = error.strerror or "" if isinstance(error, OSError) else error
        faults.append(Fault(file, because("file.unread", message=message)))
    return None
