"""Tables on a page: what all rows say, first rows, and names for cards."""

import re
from dataclasses import replace

import pytest
from dash import html

from dashboard.exhibits.charts import Cell, Table
from dashboard.figures.words import Ref
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from dashboard.render.table import FIRST, LONG, folded, tabled, told_apart
from tests.unit.tree import components, text, with_class

TABLE = Table(
    head=("County", "Province", "Note", "Year"),
    rows=(
        (Cell(text="Pingshan"), Cell(text="Sichuan"), Cell(text=""), Cell(text="2018")),
        (Cell(text="Yilong"), Cell(text="Sichuan"), Cell(text=""), Cell(text="2017")),
    ),
)


def test_what_all_rows_say_is_said_once() -> None:
    said, left = told_apart(TABLE)
    assert said == [("Province", "Sichuan")]
    assert left.head == ("County", "Year")
    assert [[cell.text for cell in row] for row in left.rows] == [["Pingshan", "2018"], ["Yilong", "2017"]]


def test_a_column_of_nothing_is_left_out() -> None:
    rows = tuple((*row[:2], Cell(text="—"), row[3]) for row in TABLE.rows)
    assert told_apart(replace(TABLE, rows=rows)) == told_apart(TABLE)


def test_a_single_row_keeps_its_columns() -> None:
    alone = replace(TABLE, rows=TABLE.rows[:1])
    assert told_apart(alone) == ([], alone)


def test_what_leads_somewhere_stays_in_its_row() -> None:
    rows = tuple((*row[:3], Cell(text="2018", ref=Ref("fact", "year"))) for row in TABLE.rows)
    assert told_apart(replace(TABLE, rows=rows))[1].head == ("County", "Year")


def test_the_first_column_names_the_rows_and_stays() -> None:
    rows = tuple((Cell(text="Pingshan"), *row[1:]) for row in TABLE.rows)
    assert told_apart(replace(TABLE, rows=rows))[1].head == ("County", "Year")


def test_the_sentence_stands_in_the_table(site: Site) -> None:
    drawn = tabled(TABLE, site, "en")
    (caption,) = [one for one in components(drawn) if isinstance(one, html.Caption)]
    assert text(caption) == "The same in every row: Province: Sichuan"
    assert "Sichuan" not in text([one for one in components(drawn) if isinstance(one, html.Tbody)])


def test_cards_name_their_cells_whatever_a_head_holds(site: Site) -> None:
    (table,) = with_class(tabled(replace(TABLE, head=("County", "", "", '"Year"; }')), site, "en"), "carded")
    assert table.style["--c1"] == '"County"'
    assert table.style["--c2"] == r'"\"Year\"; }"'
    assert "--c2:&quot;\\&quot;Year\\&quot;; }&quot;" in to_html(table)


@pytest.mark.parametrize(
    ("texts", "spans"),
    [
        (["short", "short", "short"], [2, 2, 2]),
        (["short", "short"], [2, 4]),
        (["a text of half a card", "short"], [3, 3]),
        (["short", "short", "a text of half a card", "short"], [2, 4, 3, 3]),
        (["short", "a text that takes more than two lines of half of a card " * 2], [6, 6]),
    ],
)
def test_cells_of_a_card_take_the_columns_that_their_texts_need_and_fill_its_lines(
    site: Site, texts: list[str], spans: list[int]
) -> None:
    rows = [tuple(Cell(text=text + mark) for text in ("head", *texts)) for mark in ("a", "b")]
    table = Table(head=("a", *("b" for _ in texts)), rows=tuple(rows))
    (drawn,) = with_class(tabled(table, site, "en"), "in-columns")
    told = [drawn.style[f"--s{number}"] for number, _ in enumerate(texts, 2)]
    assert told == [f"span {span}" for span in spans]


def test_the_name_of_a_cell_takes_two_lines_at_most_and_ends_none_within_a_word(site: Site) -> None:
    head = ("a", "Workers in outsourced processing", "Processing fee per worker")
    rows = tuple((Cell(text=one), Cell(text=one), Cell(text=one)) for one in "12")
    (drawn,) = with_class(tabled(Table(head=head, rows=rows), site, "en"), "in-columns")
    assert [drawn.style[f"--s{number}"] for number in (2, 3)] == ["span 3", "span 3"]


def test_what_is_not_stated_needs_no_room_for_its_words(site: Site) -> None:
    rows = (
        (Cell(text="a"), Cell(text="not stated " * 20, marks=("not_stated",)), Cell(text="1")),
        (Cell(text="b"), Cell(text="1"), Cell(text="2")),
    )
    (drawn,) = with_class(tabled(Table(head=("a", "b", "c"), rows=rows), site, "en"), "in-columns")
    assert drawn.style["--s2"] == "span 2"


@pytest.mark.parametrize(("count", "parts"), [(LONG, 1), (LONG + 1, 2)])
def test_only_what_is_long_is_folded(count: int, parts: int) -> None:
    assert len(folded(html.Ul(), count, "en")) == parts


def test_a_fold_says_how_many_there_are_on_paper_too() -> None:
    opener, _ = folded(html.Ul(), 80, "en")
    assert re.match(rf"The first {FIRST} of 80\.", text(opener))
    assert with_class(opener, "on-paper")


def test_every_row_is_in_the_page(site: Site) -> None:
    rows = tuple((Cell(text=f"row {at}"), Cell(text=str(at))) for at in range(80))
    drawn = tabled(Table(head=("a", "b"), rows=rows), site, "zh")
    assert sum(isinstance(one, html.Tr) for one in components(drawn)) == 81
