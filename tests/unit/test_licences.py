"""The list of licences is that of the packages in the lock, and names one for each."""

import re
from pathlib import Path

from tools.list_licences import licence, locked


def test_every_package_of_the_lock_is_listed_with_a_licence(root: Path) -> None:
    listed = (root / "docs" / "licences.md").read_text("utf-8")
    rows = re.findall(r"^\| ([\w.-]+) \| (\S+) \| (.+) \|$", listed, re.MULTILINE)
    assert [(name, version) for name, version, _ in rows if name != "package"] == locked()
    assert all(licence.strip() for _, _, licence in rows)


def test_a_licence_is_read_from_the_package() -> None:
    assert licence("xlsxwriter") == "BSD-2-Clause"
    assert licence("dash") == "MIT License"
    assert licence("no-such-package").startswith("not read")
