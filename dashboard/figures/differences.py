"""Whether two figures may be subtracted, and why not; a difference has the id `FIRST~SECOND`."""

from dashboard.figures.counts import is_count, parse_count
from dashboard.package.load import Package
from dashboard.package.model import Fact

MINUS = "~"


def difference_id(first: str, second: str) -> str:
    return f"{first}{MINUS}{second}"


def is_difference(figure_id: str) -> bool:
    return MINUS in figure_id


def why_apart(package: Package, first: str, second: str) -> str:
    """The reason why one may not be subtracted from the other, by its name in the catalogue; empty where it may.

    Raises KeyError for an unknown figure.
    """
    if is_count(first) and is_count(second):
        return _why_counts_apart(package, first, second)
    return _why_facts_apart(package.fact(first), package.fact(second))


def _why_counts_apart(package: Package, first: str, second: str) -> str:
    """Counts of one register by the same criteria, for one of which the values differ."""
    (register, one), (other_register, other) = parse_count(package, first), parse_count(package, second)
    differing = [key for key in one if one[key] != other.get(key)]
    alike = register.key == other_register.key and set(one) == set(other) and len(differing) == 1
    return "" if alike else "definition"


def _why_facts_apart(one: Fact, other: Fact) -> str:
    reasons = {
        "definition": one.indicator_id != other.indicator_id,
        "no-value": None in (one.value, other.value),
        "unit": one.unit != other.unit,
        "planned": (one.status, other.status) != ("actual", "actual"),
        "qualifier": (one.qualifier, other.qualifier) != ("exact", "exact"),
        "undated": not (one.period_end and other.period_end),
        "period": _period(one) != _period(other),
        "giver": one.counterpart_id != other.counterpart_id,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")


def _period(fact: Fact) -> tuple[object, ...]:
    return fact.period_kind, fact.period_start, fact.period_end
