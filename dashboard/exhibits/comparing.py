"""Ways in and out of a comparison: the queries that set places side by side, with the other choices kept."""

from collections.abc import Iterable, Sequence

from dashboard.exhibits.filters import FEWEST, MOST, Choices, Filter, Query, query_of

Filters = Sequence[Filter]


def comparing(filters: Iterable[Filter]) -> Filter | None:
    """The filter of a page that compares."""
    return next((one for one in filters if one.kind == "compare"), None)


def chosen_alone(filters: Filters, choices: Choices) -> tuple[str, ...]:
    """The places that a filter narrows to, which could be compared."""
    item = comparing(filters)
    alike = (one for one in filters if item and one.on == item.on and one.kind == "many")
    return tuple(place for one in alike for place in choices.get(one.name) or ())


def beside(item: Filter, places: Sequence[str]) -> tuple[str, ...]:
    """What is compared where these places are meant: these, or the one beside the first other; empty where they are too
    many, or are not offered."""
    offered = [one for one in places if one in item.values]
    more = [one for one in item.values if one not in offered]
    compared = (*offered, *more[: max(FEWEST - len(offered), 0)])
    return compared if FEWEST <= len(compared) <= MOST and len(offered) == len(places) else ()


def compared_query(filters: Filters, choices: Choices, places: Sequence[str]) -> Query:
    """The comparison takes the place of a filter that narrows to places; of none it is the way out."""
    item = comparing(filters)
    kept = {one.name: choices.get(one.name) for one in filters if item and one.on != item.on}
    return query_of(tuple(filters), {**kept, item.name: tuple(places) or None} if item else kept)
