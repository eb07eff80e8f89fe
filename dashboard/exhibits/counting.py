"""How many of the rows that a page counts its choices leave, and how many each option would leave under the others.

Each choice of one filter is tried on the rows once and remembered; what several leave is what each of them leaves.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from operator import and_, or_
from typing import Any, Protocol

from dashboard.exhibits.filters import Choices, Filter
from dashboard.exhibits.kind import Kind, need_of
from dashboard.exhibits.options import TOPIC, asked_of
from dashboard.exhibits.rows import CaseRow, FactRow, Member, Need, Rows
from dashboard.exhibits.selection import FOLLOWING, Asked, cases_left, facts_left, members_left
from dashboard.package.load import Package

RECORDS = "records"  # what a page counts that counts all rows which its exhibits show
MOST_TRIED = 4096  # choices of one filter that are remembered, each with the rows it leaves
MOST_COUNTED = 256  # choices of all filters

Counts = dict[str, dict[str, int]]  # by filter and option


class HasId(Protocol):
    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class Pool:
    """Rows that filters are asked of in one way; on a page with topics, those of one exhibit."""

    rows: tuple[HasId, ...]
    left: Callable[[Sequence[Asked]], Iterable[HasId]]
    topics: frozenset[str] = frozenset()


def pools_of(package: Package, counts: str) -> list[Pool]:
    """What a page counts that counts `cases` or a register."""
    if counts == "cases":
        rows = Rows(package, Need(cases=True))
        return [Pool(rows.cases(), partial(cases_left, FOLLOWING, rows))]
    rows = Rows(package, Need(registers=frozenset((counts,))))
    return [Pool(rows.members(counts), partial(members_left, FOLLOWING, rows, register=counts))]


def shown_pools(package: Package, declared: Kind) -> list[Pool]:
    """The rows that an exhibit shows, those of one sort together."""
    rows, topics = Rows(package, need_of(declared)), frozenset(declared.topic)
    every = declared.select(rows, ())
    facts = tuple(row for row in every.rows if isinstance(row, FactRow))
    members = tuple(row for row in every.rows if isinstance(row, Member))
    cases = tuple(row for row in every.rows if isinstance(row, CaseRow))
    pools = [
        Pool(facts, partial(facts_left, declared, rows, found=facts), topics),
        Pool(members, partial(members_left, declared, rows, register=every.register_key), topics),
        Pool(cases, partial(cases_left, declared, rows), topics),
    ]
    return [pool for pool in pools if pool.rows]


class Tally:
    """`total` is the number of all rows; a row of several exhibits is one."""

    def __init__(self, filters: tuple[Filter, ...], pools: Sequence[Pool]) -> None:
        self._filters, self._pools = filters, pools
        ids = dict.fromkeys(row.id for pool in pools for row in pool.rows)
        self._bits = {one: 1 << at for at, one in enumerate(ids)}
        self.total = len(ids)
        self._every = [self._mask(pool.rows) for pool in pools]
        self._tried = lru_cache(maxsize=MOST_TRIED)(self._try)
        self._remembered = lru_cache(maxsize=MOST_COUNTED)(self._options)

    def left(self, choices: Choices) -> int:
        return self._number(self._under(choices))

    def options(self, choices: Choices) -> Counts:
        """How many rows are left with each option alone of its filter, whatever that has chosen."""
        return self._remembered(tuple((item.name, choices.get(item.name)) for item in self._filters))

    def _options(self, chosen: tuple[tuple[str, Any], ...]) -> Counts:
        return {
            item.name: self._of(item, self._under(dict(chosen) | {item.name: None}))
            for item in self._filters
            if item.options and item.narrows and item.kind != "compare"
        }

    def _of(self, item: Filter, others: list[int]) -> dict[str, int]:
        return {
            value: self._number(map(and_, others, self._tried(item, choice_of(item, value))))
            for value in item.values
        }

    def _under(self, choices: Choices) -> list[int]:
        """Of each pool what the choices leave."""
        found = self._every
        for item in self._filters:
            found = list(map(and_, found, self._tried(item, choices.get(item.name))))
        return found

    def _try(self, item: Filter, choice: Any) -> list[int]:
        if item.on == TOPIC and choice is not None:
            pairs = zip(self._pools, self._every, strict=True)
            return [0 if pool.topics and pool.topics.isdisjoint(choice) else every for pool, every in pairs]
        asked = asked_of(self._filters, {item.name: choice})
        return [self._mask(pool.left(asked)) for pool in self._pools] if asked else self._every

    def _mask(self, rows: Iterable[HasId]) -> int:
        found = 0
        for row in rows:
            found |= self._bits.get(row.id, 0)
        return found

    @staticmethod
    def _number(masks: Iterable[int]) -> int:
        found = 0
        for mask in masks:
            found = or_(found, mask)
        return found.bit_count()


def choice_of(item: Filter, value: str) -> Any:
    """The choice of one option alone."""
    match item.kind:
        case "many":
            return (value,)
        case "range":
            return (int(value), int(value))
    return None if value == item.values[0] else value
