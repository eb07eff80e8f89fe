"""Computes a figure from the package, as a row of computed.csv says or as a count, with its formula written out; and
compares sums with a stated figure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from operator import sub, truediv

from dashboard.figures.counts import DerivedFigure, NotComputedError, count, is_count
from dashboard.figures.differences import MINUS, is_difference, why_apart
from dashboard.figures.words import (
    Amount,
    Lang,
    Ref,
    amount,
    english_unit,
    fact_amount,
    name_wording,
    quantity,
    say_all,
    separated,
    signed,
)
from dashboard.package.load import Package
from dashboard.package.model import Check, Computed, Operation
from dashboard.package.remarks import Reason, because
from dashboard.package.site import Wording

# How each is computed from its inputs, and how its formula is written with them.
OPERATIONS: Mapping[Operation, tuple[Callable[..., Decimal], Callable[..., str]]] = {
    "sum": (lambda *values: sum(values, Decimal(0)), lambda *numbers: " + ".join(numbers)),
    "difference": (sub, "{} − {}".format),
    "quotient": (truediv, "{} ÷ {}".format),
    "change_percent": (lambda later, first: (later - first) / first * 100, "({0} − {1}) ÷ {1} × 100%".format),
    "share_percent": (lambda part, whole: part / whole * 100, "{} ÷ {} × 100%".format),
}


def is_computed(package: Package, figure_id: str) -> bool:
    """Whether a figure is a row of computed.csv, a count or a difference; else it is a fact."""
    return is_count(figure_id) or is_difference(figure_id) or figure_id in package.tables["computed"].index


@lru_cache(maxsize=4096)
def derive(package: Package, figure_id: str) -> DerivedFigure:
    """Raises KeyError for an unknown or malformed id, and where an input is missing or would divide by nought."""
    if is_count(figure_id):
        return count(package, figure_id)
    row = _difference(package, figure_id) if is_difference(figure_id) else package.computed_row(figure_id)
    unit_en = row.unit_en or english_unit(row.unit)
    if row.operation == "count":
        counted = count(package, row.inputs[0])
        value, formula, inputs = counted.value, counted.formula, counted.inputs
    else:
        inputs = row.inputs
        value, formula = _computed(row, unit_en, [value_of(package, name) for name in inputs])
    return DerivedFigure(
        derived_id=figure_id,
        value=value,
        operation=row.operation,
        inputs=inputs,
        unit_zh=row.unit,
        unit_en=unit_en,
        label=Wording(zh=row.label_zh, en=row.label_en),
        formula=formula,
        caution=Wording(zh=row.caution_zh, en=row.caution_en),
    )


def _difference(package: Package, figure_id: str) -> Computed:
    """As a row of computed.csv would say it; raises KeyError for figures that may not be subtracted."""
    first, _, second = figure_id.partition(MINUS)
    if why_apart(package, first, second):
        raise NotComputedError(figure_id, "apart")
    labels, unit, cautions = [], "", []
    for one in (first, second):
        if is_count(one):
            counted = derive(package, one)
            labels.append(counted.label)
            cautions.append(counted.caution)
            unit = counted.unit_zh
        else:
            fact = package.fact(one)
            of = (package.indicator(fact.indicator_id), package.area(fact.area_id))
            labels.append(say_all("difference.figure", of=name_wording(of[0]), area=name_wording(of[1])))
            unit = fact.unit
    label = say_all("difference.label", first=labels[0], second=labels[1])
    values = [value_of(package, one) for one in (first, second)]
    return Computed.model_construct(
        computed_id=figure_id,
        operation="difference",
        inputs=(first, second),
        unit=unit,
        unit_en=derive(package, first).unit_en if is_count(first) else "",
        decimals=max(-int(value.as_tuple().exponent) for value in values),
        indicator_id=None,
        area_id=None,
        period_start=None,
        period_end=None,
        period_kind=None,
        label_zh=label.zh,
        label_en=label.en,
        caution_zh="".join(dict.fromkeys(one.pick("zh") for one in cautions)),
        caution_en=" ".join(dict.fromkeys(one.pick("en") for one in cautions)).strip(),
    )


def _computed(row: Computed, unit: str, values: Sequence[Decimal]) -> tuple[Decimal, Wording]:
    compute, write = OPERATIONS[row.operation]
    try:
        exact = compute(*values)
        value = exact.quantize(Decimal(1).scaleb(-row.decimals), ROUND_HALF_UP)
    except ArithmeticError as error:
        raise NotComputedError(row.computed_id, "divided") from error
    equals = "=" if value == exact else "≈"
    zh = write(*(separated(one, "zh") for one in values)).replace("(", "（").replace(")", "）")
    factor, unit = _written_out(row, unit)
    scaled = ((one * factor).normalize() if factor > 1 else one for one in (*values, value))
    *numbers, total = (separated(one, "en") for one in scaled)
    joint = "" if unit in ("", "%") else " × " if unit[0].isdigit() else " "
    return value, Wording(
        zh=f"{zh} {equals} {signed(value)}{row.unit}",
        en=f"{write(*numbers)} {equals} {total}{joint}{unit}",
    )


def _written_out(row: Computed, unit: str) -> tuple[Decimal, str]:
    """By what English numbers are multiplied, and the unit that is left: 万 is written out where what is added or
    subtracted has the unit of the result."""
    if row.unit_en or row.operation not in ("sum", "difference"):
        return Decimal(1), unit
    return quantity(Decimal(1), row.unit, "en")


def value_of(package: Package, figure_id: str) -> Decimal:
    """The number a fact or a computed figure stands for; raises KeyError where there is none."""
    if is_computed(package, figure_id):
        return derive(package, figure_id).value
    value = package.fact(figure_id).value
    if value is None:
        raise NotComputedError(figure_id, "no-value")
    return value


def why_not(package: Package, figure_id: str) -> Reason | None:
    """Why the package has no number for a figure; None where it has."""
    try:
        value_of(package, figure_id)
    except NotComputedError as error:
        return error.reason
    except KeyError as error:
        return because("figure.absent", name=error.args[0])
    return None


def figure_amount(package: Package, ref: Ref, lang: Lang) -> Amount:
    """The amount a fact or a derived figure stands for; raises KeyError for an unknown id."""
    if ref.kind == "fact":
        return fact_amount(package.fact(ref.id), lang)
    found = derive(package, ref.id)
    return amount(found.value, found.unit_zh, lang)


def figure_text(package: Package, ref: Ref, lang: Lang) -> str:
    return str(figure_amount(package, ref, lang))


@dataclass(frozen=True)
class Reconciliation:
    """A sum that must agree with a stated figure; where it does not, that is explained."""

    check: Check
    computed: Decimal
    stated: Decimal
    inferred: int  # rows that are counted and were listed or placed by inference, perhaps from the stated figure itself

    @property
    def holds(self) -> bool:
        return self.computed == self.stated

    @property
    def explained(self) -> bool:
        return self.stated - self.computed == (self.check.gap or 0)


def reconcile(package: Package) -> tuple[Reconciliation, ...]:
    """Leaves out the checks whose figures the package does not hold."""
    found = []
    for check in map(package.check, package.checks["check_id"]):
        if not any(why_not(package, one) for one in (*check.left, check.right)):
            total = sum((value_of(package, one) for one in check.left), Decimal(0))
            inferred = sum(count(package, one).inferred for one in check.left if is_count(one))
            found.append(Reconciliation(check, total, value_of(package, check.right), inferred))
    return tuple(found)
