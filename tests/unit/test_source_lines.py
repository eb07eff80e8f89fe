"""The sources below an exhibit: few by their titles, many counted by grade over the list of all."""

import re
from typing import Any

import pytest
from dash import html

from dashboard.exhibits.exhibit import Exhibit
from dashboard.figures.words import Lang
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.figure import MANY_SOURCES, folding, render
from dashboard.render.markup import to_html
from dashboard.render.site import Site
from tests.unit.tree import components, text, with_class


def of_type(tree: Any, kind: type) -> list[Any]:
    return [one for one in components(tree) if isinstance(one, kind)]


def cited(exhibit: Exhibit, lang: Lang) -> int:
    return len(exhibit.show({}, lang).selection.sources)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_counts_by_grade_are_those_of_the_list(site: Site, lang: Lang) -> None:
    many = [one for page in exhibiting(site) for one in page.exhibits if cited(one, lang) > MANY_SOURCES]
    assert many
    for exhibit in many:
        (line,) = with_class(render(exhibit, site, {}, lang), "source-line")
        (summary,) = of_type(line, html.Summary)
        total, *counts = map(int, re.findall(r"\d+", text(summary)))
        grades = [re.search(r"grade-(\w)", to_html(one)) for one in of_type(line, html.Li)]
        assert total == sum(counts) == len(grades) == cited(exhibit, lang)
        listed = [one[1] for one in grades if one]
        assert listed == sorted(listed)
        assert counts == [listed.count(grade) for grade in dict.fromkeys(listed)]


def test_a_page_leaves_the_list_to_the_exhibit_by_itself(site: Site) -> None:
    for page in exhibiting(site):
        for exhibit in page.exhibits:
            for line in with_class(folding(exhibit, site, {}, "en"), "source-line"):
                folded = cited(exhibit, "en") > MANY_SOURCES
                ways = [one for one in of_type(line, html.A) if one.href.startswith("/en/chart/")]
                assert (len(ways), of_type(line, html.Li)) == (int(folded), [])
