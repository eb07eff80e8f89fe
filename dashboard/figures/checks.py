"""Sums that must agree with a stated figure; shown to the reader, and where they do not agree, explained."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.computed import value_of, why_not
from dashboard.package.load import Package
from dashboard.package.model import Check


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    check_id: str
    left: tuple[str, ...]
    right: str
    computed: Decimal
    stated: Decimal
    holds: bool
    explained: bool
    explanation_zh: str
    explanation_en: str


def reconcile(package: Package) -> tuple[Reconciliation, ...]:
    """Leaves out the checks whose figures the package does not hold."""
    rows = (package.check(check_id) for check_id in package.checks["check_id"])
    return tuple(_reconciled(package, row) for row in rows if _is_stated(package, row))


def _reconciled(package: Package, check: Check) -> Reconciliation:
    computed = sum((value_of(package, figure_id) for figure_id in check.left), Decimal(0))
    stated = value_of(package, check.right)
    return Reconciliation(
        check_id=check.check_id,
        left=check.left,
        right=check.right,
        computed=computed,
        stated=stated,
        holds=computed == stated,
        explained=stated - computed == (check.gap or 0),
        explanation_zh=check.explanation_zh,
        explanation_en=check.explanation_en,
    )


def _is_stated(package: Package, check: Check) -> bool:
    return not any(why_not(package, figure_id) for figure_id in (*check.left, check.right))
