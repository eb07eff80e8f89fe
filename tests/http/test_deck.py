"""The slides as they are asked for over HTTP."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pypdf import PdfReader

from dashboard.package.load import Package
from dashboard.pages.view import parse_view
from dashboard.render.site import Site

MIMETYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OFFICE = "soffice"
PATIENCE = 240  # seconds; a machine at rest needs ten


def titles(content: bytes) -> list[str]:
    return [
        slide.shapes.title.text_frame.text
        for slide in Presentation(BytesIO(content)).slides
        if slide.shapes.title
    ]


@pytest.mark.parametrize(("prefix", "start"), [("", "四川省"), ("/en", "Sichuan Province")])
def test_slides_come_in_the_order_asked_for(prefix: str, start: str, client: FlaskClient) -> None:
    answer = client.get(f"{prefix}/export/deck.pptx?show=delisting,county-waffle&province=510000")
    assert answer.mimetype == MIMETYPE
    assert answer.headers["Content-Disposition"].endswith('.pptx"')
    _cover, first, second = titles(answer.data)
    assert first.startswith(start)
    assert "40" in second


def test_the_link_back_leads_to_the_view(client: FlaskClient) -> None:
    answer = client.get(
        "/en/export/deck.pptx?page=east-west&province=510000", headers={"Host": "data.example.org"}
    )
    slide = Presentation(BytesIO(answer.data)).slides[1]
    links = [one.target_ref for one in slide.part.rels.values() if one.is_external]
    assert "http://data.example.org/en/east-west?province=510000#x-county-waffle" in links
    path = links[0].removeprefix("http://data.example.org").partition("#")[0]
    assert client.get(path).status_code == 200


def test_tiles_take_the_place_of_maps(client: FlaskClient, package: Package) -> None:
    for maps, drawn in (("", True), ("&maps=tiles", False)):
        content = client.get(f"/export/deck.pptx?show=pairing-map,supported-areas{maps}").data
        _cover, *slides = Presentation(BytesIO(content)).slides
        for slide, county in zip(slides, ("黄平县", "淳安县"), strict=True):
            groups = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.GROUP]
            shapes = [shape for group in groups for shape in group.shapes]
            assert (package.site.maps.note.zh in "".join(slide.element.itertext())) is drawn
            outlines = {shape.name for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.FREEFORM}
            assert (county in outlines) is drawn
            tiles = {shape.text_frame.text for shape in shapes if shape.has_text_frame}
            assert drawn or county.removesuffix("县") in tiles


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=nowhere", 404), ("show=nothing", 404), ("page=east-west&province=1", 400), ("colour=red", 400)],
)
def test_what_is_unknown_is_told_in_a_sentence(query: str, status: int, client: FlaskClient) -> None:
    answer = client.get(f"/export/deck.pptx?{query}")
    assert answer.status_code == status
    assert answer.mimetype == "text/plain"
    assert answer.text.strip().endswith("。")


# Another program opens it -------------------------------------------------------------------------------------


@pytest.fixture
def office() -> str:
    """LibreOffice, which `make test` installs; where that cannot be done, its script decides whether that matters."""
    found = shutil.which(OFFICE)
    if found is None:
        pytest.skip("no LibreOffice: run tools/install_office.sh; nothing proves here that the slides open")
    return found


def test_impress_opens_every_slide(
    office: str, client: FlaskClient, package: Package, tmp_path: Path
) -> None:
    """Of the page with maps, cells, plots and tables; openxml-audit reads those of the whole dashboard."""
    content = client.get("/export/deck.pptx?page=east-west").data
    (tmp_path / "deck.pptx").write_bytes(content)
    _convert([office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"], tmp_path)
    pages = [_squeezed(page.extract_text()) for page in PdfReader(tmp_path / "deck.pdf").pages]
    assert len(pages) == len(titles(content))
    view = parse_view("page=east-west", Site(package=package, texts={}), "zh")
    for title, page in zip(titles(content), pages, strict=True):
        assert _squeezed(title) in page
    assert len(pages) > len(view.items)


def _convert(command: Sequence[str], folder: Path) -> None:
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", str(folder), str(folder / "deck.pptx")],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )


def _squeezed(text: str) -> str:
    """Without the spaces that a layout puts between Chinese and Latin."""
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("key", "value", "edited", "written"),
    [("taobao-villages", "62.0", "431", "431"), ("income-series", "30971.0", "34567", "34,567")],
)
def test_an_edited_chart_has_an_edited_label(
    key: str, value: str, edited: str, written: str, office: str, client: FlaskClient, tmp_path: Path
) -> None:
    """Labels are the chart's own: a bar's and a point's follow the number that they tell of."""
    content = client.get(f"/export/deck.pptx?show={key}").data
    with ZipFile(BytesIO(content)) as old, ZipFile(tmp_path / "deck.pptx", "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("ppt/charts/chart"):
                assert part.count(f"<c:v>{value}</c:v>".encode()) == 1
                part = part.replace(f"<c:v>{value}</c:v>".encode(), f"<c:v>{edited}</c:v>".encode())
            new.writestr(name, part)
    _convert([office, "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"], tmp_path)
    _cover, page = (_squeezed(one.extract_text()) for one in PdfReader(tmp_path / "deck.pdf").pages)
    assert written in page
