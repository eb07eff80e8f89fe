"""Exhibits of the cases that no kind draws yet."""

import pandas as pd

from dashboard.charts.case_places import draw_case_map
from dashboard.drawing import Cell, Table
from dashboard.figures.words import LANGS, Lang, say
from dashboard.filters import Choices
from dashboard.legacy import LegacyExhibit
from dashboard.package.load import Package
from dashboard.selection import select_cases


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


def area_name(package: Package, area_id: str, lang: Lang) -> str:
    area = package.area(area_id)
    return area.name_zh if lang == "zh" else area.name_en


def table_of_places(frame: pd.DataFrame, lang: Lang) -> Table:
    names = ("case", "place")
    return Table(
        head=tuple(say(f"case.column.{name}", lang) for name in names),
        rows=tuple(
            (Cell(text=row[f"title_{lang}"], href=f"/cases/{row['case_id']}"), Cell(text=row[f"area_{lang}"]))
            for row in frame.to_dict("records")
        ),
    )


EXHIBITS = (
    LegacyExhibit(
        key="case-map",
        select=select_case_places,
        draw=draw_case_map,
        table=table_of_places,
        plots=True,
        legend=("case", "case_away", "helper"),
    ),
)
