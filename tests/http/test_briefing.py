"""The briefing as it is asked for over HTTP."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from flask.testing import FlaskClient
from pypdf import PdfReader

MIMETYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OFFICE, WRITER = "soffice", "libswlo.so"
PATIENCE = 240  # seconds; a machine at rest needs ten


@pytest.mark.parametrize(
    ("prefix", "query", "title", "name"),
    [
        ("", "page=place-510000", "关于四川省的简报", "zhejiang-briefing-place-510000-zh-"),
        ("/en", "page=place-510000", "Briefing: Sichuan Province", "zhejiang-briefing-place-510000-en-"),
        ("", "page=in-province", "关于省内扶贫的简报", "zhejiang-briefing-in-province-zh-"),
    ],
)
def test_a_view_comes_as_a_text(prefix: str, query: str, title: str, name: str, client: FlaskClient) -> None:
    answer = client.get(f"{prefix}/export/briefing.docx?{query}")
    assert answer.mimetype == MIMETYPE
    assert f'filename="{name}' in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].endswith('.docx"')
    assert Document(BytesIO(answer.data)).paragraphs[0].text == title


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=nowhere", 404), ("show=nothing", 404), ("page=east-west&province=1", 400), ("colour=red", 400)],
)
def test_what_is_unknown_is_told_in_a_sentence(query: str, status: int, client: FlaskClient) -> None:
    answer = client.get(f"/export/briefing.docx?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert answer.text.strip().endswith("。")


@pytest.mark.parametrize("path", ["/in-province", "/places/510000"])
def test_a_page_offers_it_among_its_files(path: str, client: FlaskClient) -> None:
    assert "/export/briefing.docx?page=" in client.get(path).text


# Another program opens it -------------------------------------------------------------------------------------


@pytest.fixture
def office() -> str:
    """LibreOffice with its Writer; where it cannot be installed, its script decides whether that matters."""
    found = shutil.which(OFFICE)
    if found is None or not Path(found).resolve().with_name(WRITER).exists():
        pytest.skip(
            "no LibreOffice Writer: run tools/install_office.sh; nothing proves here that a briefing opens"
        )
    return found


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_writer_opens_it(prefix: str, office: str, client: FlaskClient, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(client.get(f"{prefix}/export/briefing.docx?page=in-province").data)
    command = [
        office,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=PATIENCE
    )
    read = "".join(
        "".join(page.extract_text().split()) for page in PdfReader(tmp_path / "briefing.pdf").pages
    )
    file = Document(str(path))
    headings = [one.text for one in file.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert headings
    for heading in headings:
        assert "".join(heading.replace("\u2060", "").split()) in read.replace("\u2060", "")
    first = {"": ["一、", "（一）"], "/en": ["1.", "1.1"]}[prefix]  # numbers that Writer counts
    assert all(number in read for number in first)
