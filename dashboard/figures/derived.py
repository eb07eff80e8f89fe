"""What a computed figure is: how it is made, and what a reader must know of it."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.package.model import Operation
from dashboard.package.remarks import because


@dataclass(frozen=True, kw_only=True)
class Derived:
    """`inputs` are facts, other computed figures or counts, by id; of two, the first is the later, or the part."""

    derived_id: str
    operation: Operation
    inputs: tuple[str, ...]
    unit_zh: str
    unit_en: str
    decimals: int
    label_zh: str
    label_en: str
    caution_zh: str
    caution_en: str


@dataclass(frozen=True, kw_only=True)
class DerivedFigure:
    """A computed value; the inputs of a count are the ids of the rows counted."""

    value: Decimal
    derived: Derived
    formula_zh: str
    formula_en: str
    inputs: tuple[str, ...]


class NotComputedError(KeyError):
    """A figure that cannot be computed from this package, with the reason."""

    def __init__(self, figure_id: str, reason: str, **values: object) -> None:
        super().__init__(figure_id)
        self.reason = because(f"figure.{reason}", name=figure_id, **values)

    def __str__(self) -> str:
        return self.reason.said("en")
