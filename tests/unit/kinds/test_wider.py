"""Under a filter of places, figures that cover more than what is chosen stand last, smaller, and say so."""

import pytest

from dashboard.exhibits.charts import Cards
from dashboard.figures.words import LANGS, Lang
from tests.pages import PACKAGE, exhibit

GUIZHOU = "520000"


def cards(choices: dict[str, tuple[str, ...]], lang: Lang) -> Cards:
    chart = exhibit("people-sent").show(choices, lang).chart
    assert isinstance(chart, Cards)
    return chart


@pytest.mark.parametrize("lang", LANGS)
def test_what_covers_more_than_is_chosen_stands_last_and_says_so(lang: Lang) -> None:
    groups = cards({"province": (GUIZHOU,)}, lang).groups
    minor = [group.minor for group in groups]
    assert minor == sorted(minor)
    assert set(minor) == {False, True}
    for group in groups:
        areas = {PACKAGE.fact(card.ref.id).area_id for card in group.cards}
        assert group.minor == (not any(area.startswith("52") for area in areas))
        said = "Covers more than Guizhou" if lang == "en" else "范围大于贵州"
        assert group.title.startswith(said) == group.minor


def test_nothing_is_wider_while_nothing_is_chosen() -> None:
    assert not any(group.minor for group in cards({}, "zh").groups)


def test_the_table_says_it_too() -> None:
    table = exhibit("people-sent").show({"province": (GUIZHOU,)}, "en").table
    assert table
    marked = ["more than was chosen" in str(row) for row in table.rows]
    assert marked == sorted(marked)
    assert set(marked) == {False, True}
