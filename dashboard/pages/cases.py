"""All cases of the document: what each is about, and what each states in figures."""

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from dashboard.charts.case_places import draw_case_map
from dashboard.charts.case_themes import draw_case_themes, table_case_themes
from dashboard.charts.cases import draw_case_cards, draw_case_matrix, table_case_cards
from dashboard.figures.words import LANGS, Lang
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit
from dashboard.package.load import Package
from dashboard.selection import MOST_PACKAGES, select_cases, within

OF_A_CASE = (
    "case_id",
    "side",
    "theme",
    "title_zh",
    "title_en",
    "summary_zh",
    "summary_en",
    "source_id",
    "paragraph",
)
OF_A_FIGURE = (
    "fact_id",
    "case_id",
    "value",
    "unit",
    "qualifier",
    "status",
    "printed",
    "printed_en",
    "measure",
    "period_kind",
    "period_start",
    "period_end",
    "indicator_zh",
    "indicator_en",
    "scope_zh",
    "scope_en",
)


def select_case_figures(package: Package, choices: Choices) -> pd.DataFrame:
    """A row for each figure of the chosen cases; a case without any has one row, its `fact_id` missing.

    Columns: names of the case, `where_*` and `helper_*` (the places in short), and those of the figure, with `scope_*`,
    the area it is for where that is wider than the case (else `""`). `source_id` and `paragraph` are those of the
    case; its figures stand in the same passage.
    """
    cases = select_cases(package, choices)
    figures = _figures_of_cases(package)
    named = cases[list(OF_A_CASE)].assign(
        **{f"where_{lang}": _where(package, cases, lang) for lang in ("zh", "en")},
        **{f"helper_{lang}": _helpers(package, cases, lang) for lang in ("zh", "en")},
    )
    return named.merge(figures, on="case_id", how="left")


def select_named_cases(package: Package, choices: Choices) -> pd.DataFrame:
    """The chosen cases, with `where_zh` and `where_en`, their places in short."""
    cases = select_cases(package, choices)
    return cases.assign(**{f"where_{lang}": _where(package, cases, lang) for lang in LANGS})


def select_case_places(package: Package, choices: Choices) -> pd.DataFrame:
    """A row for each place of the chosen cases. Columns: those of a case, `area_id` with `area_zh`, `area_en`, and
    `helper_id`, `helper_zh`, `helper_en`, which are missing where no single county helps."""
    cases = select_cases(package, choices)
    helper = cases["helper_ids"].map(lambda ids: _helping_county(package, ids))
    places = cases.assign(area_id=cases["place_ids"], helper_id=helper).explode("area_id")
    places = places[places["area_id"].notna()]
    names = package.areas.set_index("area_id")
    return places.assign(
        **{f"area_{lang}": places["area_id"].map(names[f"name_{lang}"]) for lang in LANGS},
        **{f"helper_{lang}": places["helper_id"].map(names[f"name_{lang}"]) for lang in LANGS},
    )


def _helping_county(package: Package, area_ids: tuple[str, ...]) -> str | None:
    return next((one for one in area_ids if package.area(one).level == "county"), None)


@lru_cache(maxsize=MOST_PACKAGES)
def _figures_of_cases(package: Package) -> pd.DataFrame:
    figures = package.facts[package.facts["case_id"].notna()]
    places = package.cases.set_index("case_id")["place_ids"]
    pairs = zip(figures["area_id"], figures["case_id"], strict=True)
    own = pd.Series([within(package, area, places[case]) for area, case in pairs], index=figures.index)
    scopes = {f"scope_{lang}": figures[f"area_{lang}"].mask(own, "") for lang in LANGS}
    return figures.assign(**scopes)[list(OF_A_FIGURE)]


def _where(package: Package, cases: pd.DataFrame, lang: Lang) -> list[str]:
    """The counties; the words of the case where the document names none."""
    places = zip(cases["place_ids"], cases[f"place_{lang}"], strict=True)
    return [names_of(package, ids, lang) or place for ids, place in places]


def _helpers(package: Package, cases: pd.DataFrame, lang: Lang) -> list[str]:
    return [names_of(package, ids, lang) for ids in cases["helper_ids"]]


def area_name(package: Package, area_id: str, lang: Lang) -> str:
    area = package.area(area_id)
    return area.name_zh if lang == "zh" else area.name_en


def names_of(package: Package, area_ids: Iterable[str], lang: Lang) -> str:
    return ("、" if lang == "zh" else ", ").join(area_name(package, one, lang) for one in area_ids)


EXHIBITS = (
    LegacyExhibit(
        key="case-cards",
        select=select_case_figures,
        draw=draw_case_cards,
        table=table_case_cards,
        legend=("at_least", "about", "planned"),
    ),
    LegacyExhibit(
        key="case-map",
        select=select_case_places,
        draw=draw_case_map,
        table=table_case_themes,
        plots=True,
        legend=("case", "case_away", "helper"),
    ),
    LegacyExhibit(
        key="case-themes",
        select=select_named_cases,
        draw=draw_case_themes,
        table=table_case_themes,
        plots=True,
        legend=("case", "case_away"),
    ),
    LegacyExhibit(
        key="case-matrix",
        select=select_case_figures,
        draw=draw_case_matrix,
        table=None,
        legend=("at_least", "about", "planned", "not_stated"),
    ),
)
