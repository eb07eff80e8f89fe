"""Computes a figure from the package, as a row of computed.csv says or as a count, with its formula written out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from dashboard.figures.counts import count, counted_rows, is_count
from dashboard.figures.derived import Derived, DerivedFigure, NotComputedError
from dashboard.figures.words import english_unit
from dashboard.package.load import Package
from dashboard.package.model import Operation, PeriodKind
from dashboard.package.remarks import Reason, because

MINUS = "−"
LONGEST_UNGROUPED_ZH = 9999

Values = Sequence[Decimal]
Period = tuple[PeriodKind, date | None, date | None]

OPERATIONS: Mapping[Operation, Callable[[Values], Decimal]] = {
    "sum": lambda values: sum(values, Decimal(0)),
    "difference": lambda values: values[0] - values[1],
    "quotient": lambda values: values[0] / values[1],
    "change_percent": lambda values: (values[0] - values[1]) / values[1] * 100,
    "share_percent": lambda values: values[0] / values[1] * 100,
}

FORMULAS: Mapping[Operation, Callable[[Sequence[str]], str]] = {
    "sum": " + ".join,
    "difference": lambda numbers: f"{numbers[0]} {MINUS} {numbers[1]}",
    "quotient": lambda numbers: f"{numbers[0]} ÷ {numbers[1]}",
    "change_percent": lambda numbers: f"({numbers[0]} {MINUS} {numbers[1]}) ÷ {numbers[1]} × 100%",
    "share_percent": lambda numbers: f"{numbers[0]} ÷ {numbers[1]} × 100%",
}


def is_computed(package: Package, figure_id: str) -> bool:
    """Whether a figure is a row of computed.csv or a count; else it is a fact."""
    return is_count(figure_id) or figure_id in package.tables["computed"].index


@lru_cache(maxsize=4096)
def derive(package: Package, figure_id: str) -> DerivedFigure:
    """Raises KeyError for an unknown or malformed id, and where an input is missing or would divide by nought."""
    if is_count(figure_id):
        return count(package, figure_id)
    derived = _declared(package, figure_id)
    if derived.operation == "count":
        counted = count(package, derived.inputs[0])
        return DerivedFigure(
            value=counted.value,
            derived=derived,
            formula_zh=counted.formula_zh,
            formula_en=counted.formula_en,
            inputs=counted.inputs,
        )
    return _computed(derived, [value_of(package, name) for name in derived.inputs])


def _declared(package: Package, computed_id: str) -> Derived:
    row = package.computed_row(computed_id)
    return Derived(
        derived_id=computed_id,
        operation=row.operation,
        inputs=row.inputs,
        unit_zh=row.unit,
        unit_en=row.unit_en or english_unit(row.unit),
        decimals=row.decimals,
        label_zh=row.label_zh,
        label_en=row.label_en,
        caution_zh=row.caution_zh,
        caution_en=row.caution_en,
    )


def _computed(derived: Derived, values: Values) -> DerivedFigure:
    try:
        exact = OPERATIONS[derived.operation](values)
        value = exact.quantize(Decimal(1).scaleb(-derived.decimals), ROUND_HALF_UP)
    except ArithmeticError as error:
        raise NotComputedError(derived.derived_id, "divided") from error
    equals = "=" if value == exact else "≈"
    return DerivedFigure(
        value=value,
        derived=derived,
        formula_zh=_formula_zh(derived, values, equals, value),
        formula_en=_formula_en(derived, values, equals, value),
        inputs=derived.inputs,
    )


def value_of(package: Package, figure_id: str) -> Decimal:
    """The number a fact or a computed figure stands for; raises KeyError where there is none."""
    if is_computed(package, figure_id):
        return derive(package, figure_id).value
    value = package.fact(figure_id).value
    if value is None:
        raise NotComputedError(figure_id, "no-value")
    return value


def grade_of(package: Package, figure_id: str) -> str:
    """The grade of a figure: of a computed one the worst of what it is made from; empty where nothing is."""
    if not is_computed(package, figure_id):
        return package.source(package.fact(figure_id).source_id).grade
    if is_count(figure_id):
        return max(counted_rows(package, figure_id)["grade"], default="")
    return max(grade_of(package, one) for one in package.computed_row(figure_id).inputs)


def period_of(package: Package, figure_id: str) -> Period | None:
    """Kind, start and end of the time a figure is for: of a computed one as declared, or that of inputs that agree."""
    if is_count(figure_id):
        return None
    if not is_computed(package, figure_id):
        fact = package.fact(figure_id)
        return fact.period_kind, fact.period_start, fact.period_end
    row = package.computed_row(figure_id)
    if row.period_kind:
        return row.period_kind, row.period_start, row.period_end
    first, *others = (period_of(package, one) for one in row.inputs)
    return first if all(one == first for one in others) else None


def why_not(package: Package, figure_id: str) -> Reason | None:
    """Why the package has no number for a figure; None where it has."""
    try:
        value_of(package, figure_id)
    except NotComputedError as error:
        return error.reason
    except KeyError as error:
        return because("figure.absent", name=error.args[0])
    return None


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
    if unit_en in ("", "%"):
        return unit_en
    return f" × {unit_en}" if unit_en[0].isdigit() else f" {unit_en}"


def _plain(number: Decimal) -> str:
    return f"{number:f}".replace("-", MINUS)


def _grouped(number: Decimal) -> str:
    return f"{number:,f}".replace("-", MINUS)
