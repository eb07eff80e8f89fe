"""What the proof panel says of a figure: its sentence where the text is there, and what it rests on."""

from dataclasses import replace

import pytest

from dashboard.exhibits.rows import members_of
from dashboard.figures.computed import derive
from dashboard.figures.words import LANGS, Lang, Ref, say
from dashboard.pages.proof import narrowing_buttons, narrowing_by, proof, sources_by_subject
from dashboard.render.site import Site
from tests.unit.tree import components, refs, text, with_class


def quoted(site: Site, fact_id: str, lang: Lang) -> list[str]:
    tree = proof(site, "fact", fact_id, lang)
    return [text(one) for one in components(tree) if type(one).__name__ == "Blockquote"]


@pytest.mark.parametrize("lang", LANGS)
def test_the_sentence_stands_there_where_the_text_does(site: Site, lang: Lang) -> None:
    placed = site.package.facts.dropna(subset=["paragraph", "start", "end"]).iloc[0]
    fact = site.package.fact(placed["fact_id"])
    assert fact.paragraph
    assert fact.start is not None
    assert fact.end
    line = "".join(chr(0x4E00 + number) for number in range(fact.end + 5))
    own = replace(site, texts={fact.source_id: "\n".join(["x"] * (fact.paragraph - 1) + [line])})
    assert quoted(own, fact.fact_id, lang) == [line]
    assert say("proof.no-text", lang) not in text(proof(own, "fact", fact.fact_id, lang))
    assert quoted(site, fact.fact_id, lang) == []
    assert say("proof.no-text", lang) in text(proof(site, "fact", fact.fact_id, lang))


@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_without_a_place_has_no_sentence_and_no_excuse(site: Site, lang: Lang) -> None:
    facts = site.package.facts
    for fact_id in facts.loc[facts["paragraph"].isna() | facts["start"].isna(), "fact_id"]:
        assert say("proof.sentence", lang) not in text(proof(site, "fact", fact_id, lang))


@pytest.mark.parametrize(
    ("figure_id", "led"), [("counties:class=national", True), ("areas:support=key26", False)]
)
def test_a_counted_area_leads_to_its_own_proof_where_it_received(
    site: Site, figure_id: str, led: bool
) -> None:
    (inputs,) = with_class(proof(site, "derived", figure_id, "en"), "inputs")
    counted = derive(site.package, figure_id).inputs
    assert len(inputs.children) == len(counted) > 0
    assert refs(inputs) == [Ref("county", one) for one in counted if led]


def test_columns_that_share_their_sources_are_named_together_and_once(site: Site) -> None:
    register = next(one for one in site.package.site.registers if one.of == "receivers")
    deep, *others = sorted(register.columns, key=lambda column: column.key != "deep_poverty")
    together = ", ".join(column.name.pick("en") for column in others)
    for member in members_of(site.package, register.key):
        told = list(sources_by_subject(register, member, "en"))
        assert {subject for subject, _ in told} <= {
            together,
            deep.name.pick("en"),
            say("register.partner", "en"),
        }
        assert all(ids for _, ids in told)


NARROWED = {
    "counties:by=2018;city=330100;class=national;province=520000": {
        "province": "520000",
        "class": "national",
        "year": "2018",
        "city": "330100",
    },
    "counties:by=2018": {"year": "2018"},
    "counties:year=2018": {},
    "counties:year=<=2018": {},
    "counties:class=none;year=none": {"class": "none"},
    "counties:city=none": {},
    "counties:": {},
    "areas:city=331100;support=key26": {"city": "331100"},
}


@pytest.mark.parametrize(("figure_id", "filters"), NARROWED.items())
def test_a_count_narrows_the_page_by_its_criteria(
    site: Site, figure_id: str, filters: dict[str, str]
) -> None:
    made = components(narrowing_buttons(site, narrowing_by(site, figure_id), "en"))
    buttons = [one for one in made if type(one).__name__ == "Button"]
    asked = {getattr(one, "data-filter-name"): getattr(one, "data-filter-value") for one in buttons}
    assert asked == filters


def test_the_name_of_the_panel_takes_the_focus_but_no_turn_of_the_tab_key(site: Site) -> None:
    indices = [getattr(one, "tabIndex", None) for one in components(proof(site, "fact", "nothing", "en"))]
    assert [one for one in indices if one is not None] == [-1]


def test_a_figure_stated_twice_leads_to_the_first(site: Site) -> None:
    panel = proof(site, "fact", "paired-counties-again", "en")
    assert Ref("fact", "paired-counties") in refs(panel)
    assert say("proof.same-as", "en") in text(panel)
    assert say("proof.same-as", "en") not in text(proof(site, "fact", "paired-counties", "en"))


def test_a_note_stands_below_its_own_heading_and_no_heading_without_one(site: Site) -> None:
    heading = say("proof.caution", "en")
    facts = site.package.facts
    noted, plain = (facts.loc[facts["note_en"].eq("") == empty, "fact_id"].iloc[0] for empty in (False, True))
    assert heading + site.package.fact(noted).note_en in text(proof(site, "fact", noted, "en"))
    assert heading not in text(proof(site, "fact", plain, "en"))


def test_a_member_names_the_sources_of_each_of_its_columns(site: Site) -> None:
    register = next(one for one in site.package.site.registers if one.of == "receivers")
    member = members_of(site.package, register.key)[0]
    told = list(sources_by_subject(register, member, "en"))
    assert told
    said = text(proof(site, "county", member.id, "en"))
    for subject, ids in told:
        assert say("proof.sources-of", "en", subject=subject) in said
        assert all(site.package.source(one).title_en in said for one in ids)


def test_a_figure_is_cited_in_three_forms(site: Site) -> None:
    (line,) = with_class(proof(site, "fact", "paired-counties", "en"), "cite-as")
    links = [one.href for one in components(line) if type(one).__name__ == "A"]
    assert [one.partition("?")[0].rpartition(".")[2] for one in links] == ["txt", "bib", "ris"]
