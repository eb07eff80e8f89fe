"""The data package at its own address: its files and no others, as programs read them."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient
from werkzeug.serving import make_server

from dashboard.app import create_app
from dashboard.files.served_package import package_files
from dashboard.package.load import Package
from dashboard.settings import Settings
from tests.served import INVENTED

FRICTIONLESS = str(Path(sys.executable).parent / "frictionless")


@pytest.fixture(scope="module")
def running(settings: Settings) -> Iterator[str]:
    """The address of a server that listens, with a path before its pages."""
    app = create_app(replace(settings, url_prefix="/a/b/"))
    server = make_server("127.0.0.1", 0, app.server, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/a/b"
    server.shutdown()
    thread.join()


def test_each_file_is_that_of_the_package(client: FlaskClient, settings: Settings) -> None:
    descriptor = client.get("/data/datapackage.json")
    assert descriptor.mimetype == "application/json"
    assert descriptor.data == (settings.data / "datapackage.json").read_bytes()
    for resource in descriptor.get_json()["resources"]:
        answer = client.get(f"/data/{resource['path']}")
        assert answer.data == (settings.data / resource["path"]).read_bytes()
        assert answer.content_type == "text/csv; charset=utf-8"


def test_the_licence_comes_with_it(client: FlaskClient) -> None:
    answer = client.get("/data/LICENSE")
    assert answer.mimetype == "text/plain"
    assert answer.text.startswith("MIT License")


def test_the_folder_leads_to_the_description(client: FlaskClient) -> None:
    assert client.get("/data/").headers["Location"] == "/data/datapackage.json"


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/data/facts.csv")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/data/facts.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    packed = client.get("/data/facts.csv", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"


@pytest.mark.parametrize(
    "path",
    [
        "site.toml",
        "story/cases.toml",
        "README.md",
        "boundaries/places.json",
        "registers",
        "facts",
        "../LICENSE",
        "..%2FLICENSE",
        "registers/../site.toml",
        "%00",
        "facts.csv/",
    ],
)
def test_nothing_else_of_the_folder_is_given(client: FlaskClient, path: str) -> None:
    assert client.get(f"/data/{path}").status_code == 404


def test_a_description_cannot_lead_out_of_the_folder(package: Package, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "LICENCE.txt").write_text("ours")
    (folder / "link.csv").symlink_to(tmp_path / "secret.txt")
    named = ["../secret.txt", str(tmp_path / "secret.txt"), "link.csv", "", "."]
    licences = [{"path": "LICENCE.txt"}, {"path": "https://example.org/licence"}, {"name": "MIT"}, "MIT"]
    descriptor = {"resources": [{"path": path} for path in named], "licenses": licences}
    found = package_files(replace(package, descriptor=descriptor), folder)
    assert set(found) == {"datapackage.json", "LICENCE.txt"}
    assert json.loads(found["datapackage.json"]) == descriptor


def test_a_package_without_a_description_has_one_made_of_it() -> None:
    client = create_app(Settings(data=INVENTED)).server.test_client()
    described = client.get("/data/datapackage.json").get_json()
    for resource in described["resources"]:
        answer = client.get(f"/data/{resource['path']}")
        columns = pd.read_csv(io.BytesIO(answer.data)).columns
        assert [field["name"] for field in resource["schema"]["fields"]] == list(columns)


def test_a_validator_reads_it_by_its_address(running: str) -> None:
    command = [FRICTIONLESS, "validate", f"{running}/data/datapackage.json"]
    outcome = subprocess.run(command, check=False, capture_output=True, text=True)
    assert outcome.returncode == 0, outcome.stdout
    assert outcome.stdout.count("VALID") >= 15


def test_pandas_reads_tables_by_their_addresses(running: str, package: Package) -> None:
    facts = pd.read_csv(f"{running}/data/facts.csv")
    assert list(facts["fact_id"]) == list(package.facts["fact_id"])
    funds = pd.read_csv(f"{running}/en/export/aid-funds.csv?head=0", parse_dates=["First day", "Last day"])
    assert funds["Year"].dtype == "int64"
    assert funds["Last day"].dt.year.dropna().isin(funds["Year"]).all()
