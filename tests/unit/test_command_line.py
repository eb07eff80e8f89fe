"""The command line answers in sentences and exit codes, never in a traceback."""

from pathlib import Path

import pytest

from dashboard.__main__ import main
from tests.unit.tiny import FACTS, TinyPackage


def test_check_counts_what_is_sound(tiny: TinyPackage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--quick", str(tiny.folder)]) == 0
    _drawn, told = capsys.readouterr().out.splitlines()
    assert told.startswith("The data package is sound: 2 sources, 3 indicators, 9 areas, 5 facts, 1 cases")
    assert "version" in told


def test_check_notes_what_is_left_out_and_passes(
    tiny: TinyPackage, capsys: pytest.CaptureFixture[str]
) -> None:
    first, *others, last_one = FACTS
    tiny.rewrite("facts", [first | {"fact_id": "aided-counties"}, *others, last_one | {"same_as": "persons"}])
    tiny.change("glossary", 0, text_en="A home, as of {fact:households}.")
    assert main(["check", str(tiny.folder), "--quick"]) == 0
    *notes, _, last = capsys.readouterr().out.splitlines()
    assert last.startswith("The data package is sound")
    assert notes == [
        "note: checks.csv line 2, column right, value 'helped-counties': "
        "names no row of facts.csv or computed.csv; the nearest is aided-counties",
        "note: computed.csv line 2, column inputs, value 'helped-counties': "
        "names no row of facts.csv or computed.csv; the nearest is aided-counties",
        "note: facts.csv line 6, column same_as, value 'persons': names no row of facts.csv",
        "note: computed.csv line 2, column computed_id, value 'counties-together': "
        "is left out: there is no helped-counties",
        "note: checks.csv line 2, column check_id, value 'rows': is left out: there is no helped-counties",
        "note: glossary.csv line 2, column text_en, value 'households': is mentioned, but there is no households",
    ]


def test_describe_writes_what_is_there(tiny: TinyPackage, capsys: pytest.CaptureFixture[str]) -> None:
    descriptor = tiny.folder / "datapackage.json"
    written = descriptor.read_bytes()
    descriptor.write_text("not JSON", "utf-8")
    assert main(["describe", str(tiny.folder)]) == 0
    assert descriptor.read_bytes() == written
    assert capsys.readouterr().out.endswith("datapackage.json: 15 files\n")


def test_describe_of_a_faulty_package_writes_nothing(
    tiny: TinyPackage, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny.folder / "datapackage.json").unlink()
    tiny.change("facts", 0, status="hoped")
    assert main(["describe", str(tiny.folder)]) == 1
    assert not (tiny.folder / "datapackage.json").exists()
    assert "column status" in capsys.readouterr().out


def test_check_tells_every_fault_and_their_number(
    tiny: TinyPackage, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny.change("facts", 0, status="hoped", area_id="999999")
    assert main(["check", str(tiny.folder)]) == 1
    *faults, count = capsys.readouterr().out.splitlines()
    assert len(faults) == 2
    assert count == "2 faults."


def test_check_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().out == f"{tmp_path / 'none'}: there is no such directory\n1 fault.\n"


def test_verify_passes(tiny: TinyPackage, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--text", str(tiny.text_file), "--data", str(tiny.folder)]) == 0
    assert capsys.readouterr().out.startswith("report: 4 facts")


def test_verify_fails(tiny: TinyPackage, capsys: pytest.CaptureFixture[str]) -> None:
    tiny.change("facts", 0, start="5", end="8")
    assert main(["verify", "--text", str(tiny.text_file), "--data", str(tiny.folder)]) == 1
    assert capsys.readouterr().out.endswith("1 fault.\n")


def test_verify_of_an_unknown_file(
    tiny: TinyPackage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--text", str(tmp_path / "none"), "--data", str(tiny.folder)]) == 1
    assert "the file is missing" in capsys.readouterr().out


def test_verify_against_a_faulty_package(
    tiny: TinyPackage, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--text", str(tiny.text_file), "--data", str(tmp_path / "none")]) == 1
    assert "there is no such directory" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["fly"], ["verify"], ["check", "a", "b"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    assert "usage" in capsys.readouterr().err
