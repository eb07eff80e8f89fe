"""What a text of the package may not be is refused by `check`, with file, line and column."""

import pytest

from dashboard.package.validation import read_package
from tests.unit.tiny import TinyPackage


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " https://a.example/",
        "data:text/html,x",
        "//a.example/",
        "file:///etc/passwd",
        "https://a.example/<script>",
        "https://a.example/ x",
    ],
)
def test_a_source_is_linked_by_http_only(tiny: TinyPackage, address: str) -> None:
    tiny.change("sources", 0, address=address)
    (fault,) = read_package(tiny.folder).faults
    assert (fault.file, fault.line, fault.column, fault.value) == ("sources.csv", 2, "address", address)
    assert fault.reason.key == ("cell.space" if address.startswith(" ") else "cell.address")


@pytest.mark.parametrize("address", ["", "http://a.example/x?y=1", "https://县.example/页"])
def test_an_address_is_taken(tiny: TinyPackage, address: str) -> None:
    tiny.change("sources", 0, address=address)
    assert read_package(tiny.folder).faults == []


@pytest.mark.parametrize("code", [0x01, 0x1B, 0x7F, 0x85, 0x200F, 0x202E, 0x2066])
def test_characters_that_nobody_sees_are_refused(tiny: TinyPackage, code: int) -> None:
    tiny.change("areas", 1, name_en=f"Jia{chr(code)}aiJ", pinyin="jia")
    (fault,) = read_package(tiny.folder).faults
    assert (fault.file, fault.line, fault.column) == ("areas.csv", 3, "name_en")
    assert f"U+{code:04X}" in str(fault)
    assert chr(code) not in str(fault)
