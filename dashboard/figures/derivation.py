"""Computes a derived figure from the package, with its formula written out."""

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from dashboard.figures.counting import count
from dashboard.figures.derived import DERIVED, Derived, DerivedFigure, Operation
from dashboard.package.load import Package

MINUS = "−"
LONGEST_UNGROUPED_ZH = 9999

Values = Sequence[Decimal]

OPERATIONS: Mapping[Operation, Callable[[Values], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "difference": lambda values: values[0] - values[1],
    "change_percent": lambda values: (values[0] - values[1]) / values[1] * 100,
    "share_percent": lambda values: values[0] / values[1] * 100,
}

FORMULAS: Mapping[Operation, Callable[[Sequence[str]], str]] = {
    "sum": " + ".join,
    "difference": lambda numbers: f"{numbers[0]} {MINUS} {numbers[1]}",
    "change_percent": lambda numbers: f"({numbers[0]} {MINUS} {numbers[1]}) ÷ {numbers[1]} × 100%",
    "share_percent": lambda numbers: f"{numbers[0]} ÷ {numbers[1]} × 100%",
}


@lru_cache(maxsize=4096)
def derive(package: Package, derived_id: str) -> DerivedFigure:
    """Raises KeyError for an id that is unknown or malformed, or when the package lacks an input."""
    if is_count(derived_id):
        return count(package, derived_id)
    derived = DERIVED[derived_id]
    values = [value_of(package, name) for name in derived.inputs]
    exact = OPERATIONS[derived.operation](values)
    value = exact.quantize(Decimal(1).scaleb(-derived.decimals), ROUND_HALF_UP)
    equals = "=" if value == exact else "≈"
    return DerivedFigure(
        value=value,
        derived=derived,
        formula_zh=_formula_zh(derived, values, equals, value),
        formula_en=_formula_en(derived, values, equals, value),
        inputs=derived.inputs,
    )


def is_count(figure_id: str) -> bool:
    return ":" in figure_id


def value_of(package: Package, figure_id: str) -> Decimal:
    """The number a fact or a derived figure stands for; raises ValueError for a fact without one."""
    if figure_id in DERIVED or is_count(figure_id):
        return derive(package, figure_id).value
    value = package.fact(figure_id).value
    if value is None:
        raise ValueError(f"{figure_id} has no value to compute with")
    return value


def _formula_zh(derived: Derived, values: Values, equals: str, value: Decimal) -> str:
    numbers = [
        _grouped(number) if abs(number) > LONGEST_UNGROUPED_ZH else _plain(number) for number in values
    ]
    formula = FORMULAS[derived.operation](numbers).replace("(", "（").replace(")", "）")
    return f"{formula} {equals} {_plain(value)}{derived.unit_zh}"


def _formula_en(derived: Derived, values: Values, equals: str, value: Decimal) -> str:
    formula = FORMULAS[derived.operation]([_grouped(number) for number in values])
    return f"{formula} {equals} {_grouped(value)}{_after_number(derived.unit_en)}"


def _after_number(unit_en: str) -> str:
    if unit_en == "%":
        return unit_en
    return f" × {unit_en}" if unit_en[0].isdigit() else f" {unit_en}"


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace("-", MINUS)


def _grouped(number: Decimal) -> str:
    return f"{number:,f}".replace("-", MINUS)
