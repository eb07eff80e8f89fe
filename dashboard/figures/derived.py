"""What a computed figure is: how it is made, and what a reader must know of it."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.package.model import Operation
from dashboard.package.remarks import because
from dashboard.package.site import Wording


@dataclass(frozen=True, kw_only=True)
class DerivedFigure:
    """`inputs` are facts, other computed figures or counts, by id; those of a count are the ids of the rows counted."""

    derived_id: str
    value: Decimal
    operation: Operation
    inputs: tuple[str, ...]
    unit_zh: str
    unit_en: str
    label: Wording
    formula: Wording
    caution: Wording


class NotComputedError(KeyError):
    """A figure that cannot be computed from this package, with the reason."""

    def __init__(self, figure_id: str, reason: str, **values: object) -> None:
        super().__init__(figure_id)
        self.reason = because(f"figure.{reason}", name=figure_id, **values)

    def __str__(self) -> str:
        return self.reason.said("en")
