"""What the words of an exhibit may say of its rows: how many, of what, when, and which choices narrowed them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dashboard.exhibits.declaration import Declaration
from dashboard.exhibits.filters import Choices, Filter, chosen_label
from dashboard.exhibits.kind import Selection
from dashboard.exhibits.reading import figure_of, name_of
from dashboard.exhibits.rows import CaseRow, FactRow
from dashboard.exhibits.wording import Values
from dashboard.figures.words import Lang, year_range
from dashboard.package.load import Package
from dashboard.package.site import Accent


def scope_words(
    declared: Declaration,
    filters: Iterable[Filter],
    columns: Iterable[str],
    choices: Choices,
    package: Package,
    lang: Lang,
) -> str:
    """The choices that an exhibit follows, as in “Guizhou · by 2018”."""
    known = set(columns)
    named = [
        chosen_label(item, choices[item.name], package, lang)
        for item in filters
        if choices.get(item.name) is not None and _follows(declared, item, known)
    ]
    return " · ".join(named)


def _follows(declared: Declaration, item: Filter, columns: set[str]) -> bool:
    return item.on in columns if declared.follows is None else item.name in declared.follows


def accent_of(package: Package, side: str) -> Accent | None:
    """The accent of a side of the work; none of what tells of several."""
    return next((one.accent for one in package.site.sides if one.key == side), None)


def values_of(
    selection: Selection[Any], every: Selection[Any], scope: str, package: Package, lang: Lang
) -> Values:
    """The words of the rows on show by their placeholders; one that the rows do not agree on is left out."""
    values: dict[str, str | int] = {"n": len(selection.rows), "total": len(every.rows), "scope": scope}
    facts = [row for row in selection.rows if isinstance(row, FactRow)]
    agreed: dict[str, Callable[[FactRow], str]] = {
        "unit": lambda row: row.fact.unit,
        "area": lambda row: name_of(row.area, lang),
    }
    for name, reading in agreed.items():
        found = {reading(row) for row in facts}
        if len(found) == 1:
            values[name] = found.pop()
    if len(facts) == 1:
        values["amount"] = figure_of(facts[0], lang)
    if top := _top(selection.rows, package, lang):
        values["top"] = top
    if years := _years(facts):
        comma = "、" if lang == "zh" else ", "
        values |= {"first": years[0], "last": years[-1], "years": year_range(years[0], years[-1])}
        values["dates"] = comma.join(map(str, years))
    return values


def _top(rows: Sequence[Any], package: Package, lang: Lang) -> str:
    """The theme with most cases, where one has more than any other."""
    counted = Counter(row.case.theme for row in rows if isinstance(row, CaseRow)).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return ""
    return package.site.theme(counted[0][0]).name.pick(lang)


def _years(facts: Sequence[FactRow]) -> list[int]:
    return sorted({day.year for row in facts for day in (row.first_day, row.last_day) if day})
