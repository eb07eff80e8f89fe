"""Places in a file to take away: those that the view shows, told by a panel."""

import pytest

from dashboard.files.places import place_panel, places_in
from dashboard.package.load import Package
from dashboard.render.site import Site
from tests.unit.test_snapshot import CONTEXT, Elements, data_of, made

KAILI = "522601"


@pytest.fixture(scope="module")
def site(package: Package) -> Site:
    return Site(package=package, texts={})


def test_places_are_those_that_markup_leads_to(site: Site) -> None:
    markup = f'<a href="/en/places/{KAILI}?year=2018">x</a> <a href="/places/520000#x">y</a> <a href="/places/0">z</a>'
    assert places_in(site, [markup, markup]) == [KAILI, "520000"]


def test_a_panel_names_what_a_place_lies_in_who_helps_it_and_its_figures(site: Site) -> None:
    area = site.package.area(KAILI)
    told = place_panel(site, KAILI, "zh", (), "https://dashboard.example")
    assert area.name_zh in told
    assert "贵州省" in told
    assert "data-close" in told
    assert f'href="https://dashboard.example/places/{KAILI}"' in told
    assert "data-fact" not in told


def test_a_figure_leads_to_its_proof_where_the_file_has_it(site: Site) -> None:
    (held,) = site.package.facts.loc[site.package.facts["area_id"] == "520000", "fact_id"].iloc[:1]
    told = place_panel(site, "520000", "zh", {f"proof fact {held}"}, "")
    assert told.count("data-fact=") == 1
    assert f'data-fact="{held}"' in told


def test_links_to_places_open_their_panels(site: Site) -> None:
    document = made("page=in-province&show=areas-table", site, "en")
    data = data_of(Elements(document))
    held = {name for name in data["proofs"] if name.startswith("proof place ")}
    links = [named.get("href", "") for _, named in Elements(document).tags]
    linked = {f"proof place {one.removeprefix('#place=')}" for one in links if one.startswith("#place=")}
    assert linked
    assert linked <= held
    for name in held:  # the panel itself leads to the page
        page = f'href="{CONTEXT.origin}/en/places/{name.removeprefix("proof place ")}"'
        assert [one for one, told in data["proofs"].items() if page in told] == [name]
