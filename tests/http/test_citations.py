"""Citations of figures to take away, as text, BibTeX and RIS."""

import json
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from dashboard.app import create_app
from dashboard.figures.cite import load_quotes
from dashboard.package.load import Package, PackageError
from dashboard.settings import Settings
from tests.unit.test_snapshot import Elements, data_of

FACT = "low-income-population-2018"


def cited(client: FlaskClient, form: str, query: str, prefix: str = "") -> str:
    answer = client.get(f"{prefix}/export/citation.{form}?{query}", headers={"Host": "data.example.org"})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_printed_citation_says_all_that_leads_back(
    client: FlaskClient, package: Package, prefix: str
) -> None:
    told = cited(client, "txt", f"fact={FACT}", prefix)
    source = package.source(package.fact(FACT).source_id)
    for part in ("101.4", source.title_zh, package.version, str(package.site.date), source.published):
        assert part in told
    assert f"http://data.example.org{prefix}/sources#fact-{FACT}" in told
    assert (source.title_en in told) == (prefix == "/en")


def test_a_computed_figure_is_cited_with_its_formula_and_its_inputs(client: FlaskClient) -> None:
    told = cited(client, "txt", "derived=low-income-population-change-percent", "/en")
    assert "Formula: (101.4 − 317.49)" in told
    assert told.count("Statement: ") == 3
    found = cited(client, "ris", "derived=low-income-population-change-percent")
    assert re.findall("^PY  - (.*)\r$", found, re.MULTILINE) == ["2026", "2019", "2019"]


def test_a_count_is_cited_with_the_sources_of_its_rows_each_once(client: FlaskClient) -> None:
    told = cited(client, "ris", "derived=counties:by=2018;class=national")
    titles = re.findall(r"^TI  - (.*)\r$", told, re.MULTILINE)
    assert len(titles) == len(set(titles)) > 3


def test_ris_has_one_field_a_line_and_ends_each_record(client: FlaskClient) -> None:
    lines = cited(client, "ris", f"fact={FACT}").split("\r\n")
    assert lines[0] == "TY  - GEN"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert "PY  - 2019" in lines


def test_bibtex_escapes_what_it_would_read_as_its_own(client: FlaskClient) -> None:
    told = cited(client, "bib", "derived=low-income-population-change-percent")
    assert told.startswith("@misc{low-income-population-change-percent,\n")
    assert r"\%" in told
    fields = [line for line in told.splitlines() if not line.startswith(("  url", "@misc"))]
    assert not re.search(r"(?<!\\)[%#&_$]", "\n".join(fields))
    assert all(one.count("{") == one.count("}") for one in told.split("\n@misc"))


def test_a_copy_is_said_to_be_one_in_words(client: FlaskClient) -> None:
    assert "所读版本：转载或副本，未见原件" in cited(client, "txt", "fact=ratio-2015")
    assert "Read in: a copy; the original was not seen" in cited(client, "txt", "fact=ratio-2015", "/en")


def test_the_original_title_comes_first_whichever_language_it_is_in(client: FlaskClient) -> None:
    english = "China's Zhejiang sees narrower income gap between urban, rural residents"
    assert f"来源：{english}（浙江城乡收入差距缩小）\n" in cited(client, "txt", "fact=ratio-2015")
    assert f"Source: {english}\n" in cited(client, "txt", "fact=ratio-2015", "/en")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_no_stop_is_followed_by_a_semicolon_in_a_note(client: FlaskClient, prefix: str) -> None:
    told = cited(client, "bib", "derived=low-income-population-change-percent", prefix)
    assert not re.search("[。.][；;]", told)


def test_bibtex_keeps_the_name_of_a_publisher_whole(client: FlaskClient) -> None:
    assert "  author = {{Xinhua News Agency}},\n" in cited(client, "bib", "fact=ratio-2015", "/en")


@pytest.mark.parametrize(
    ("query", "status"), [("", 400), ("fact=", 400), ("fact=none", 404), ("derived=counties:x=1", 404)]
)
def test_what_is_no_figure_is_told(client: FlaskClient, query: str, status: int) -> None:
    answer = client.get(f"/en/export/citation.bib?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"


def test_every_figure_can_be_cited(client: FlaskClient, package: Package) -> None:
    for fact_id in package.facts["fact_id"]:
        assert cited(client, "bib", f"fact={fact_id}")
    for computed_id in package.tables["computed"].index:
        assert cited(client, "ris", f"derived={computed_id}")


# The operator's own sentences ---------------------------------------------------------------------------------


def test_the_sentence_of_the_operators_table_stands_in_the_proof(tmp_path: Path) -> None:
    (tmp_path / "quotes.csv").write_text(f"fact_id,quote\n{FACT},The sentence itself.\n", "utf-8")
    server = create_app(Settings(data=Settings.from_env({}).data, source_texts=tmp_path)).server
    page = server.test_client().get("/export/snapshot.html?show=low-income-population").get_data(as_text=True)
    assert "The sentence itself." in json.dumps(data_of(Elements(page)))


@pytest.mark.parametrize("table", ["a,b\n1,2\n", f"fact_id,quote\n{FACT},\n", 'fact_id,quote\n"x'])
def test_a_table_of_sentences_that_is_none_is_told(tmp_path: Path, table: str) -> None:
    (tmp_path / "quotes.csv").write_text(table, "utf-8")
    with pytest.raises(PackageError, match=r"quotes\.csv"):
        load_quotes(tmp_path)


def test_without_a_table_there_are_no_sentences(tmp_path: Path) -> None:
    assert load_quotes(tmp_path) == load_quotes(None) == {}
