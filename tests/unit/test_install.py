"""Tools are installed from where pip is told to look, and by the hashes of the locks."""

from tests.conftest import ROOT
from tools.install import options_of, pin_of, settings_of

LISTED = r"""
:env:.find-links='/opt/own'
global.extra-index-url='https://one.invalid/simple\nhttps://two.invalid/simple'
global.find-links='/opt/wheels'
global.index-url='https://first.invalid/simple'
"""


def test_uv_looks_where_pip_does() -> None:
    assert options_of(settings_of(LISTED))[2:] == [
        *("--default-index", "https://first.invalid/simple"),
        *("--index", "https://one.invalid/simple", "--index", "https://two.invalid/simple"),
        *("--find-links", "/opt/own"),
    ]


def test_uv_itself_is_held_to_its_hash() -> None:
    name, *hashes = pin_of("uv", (ROOT / "requirements-dev.txt").read_text("utf-8")).splitlines()
    assert name.startswith("uv==")
    assert hashes
    assert all(one.strip().startswith("--hash=sha256:") for one in hashes)
