"""What is vendored is what it says it is."""

import json
import re
from pathlib import Path

import pytest
from plotly.offline import get_plotlyjs_version

BUNDLE_BYTES = 1_400_000


@pytest.fixture(scope="session")
def vendor(root: Path) -> Path:
    return root / "assets/vendor"


def test_plotly_js_is_the_version_plotly_py_speaks_to(root: Path, vendor: Path) -> None:
    wanted = get_plotlyjs_version()
    package = json.loads((root / "tools/build_plotly_bundle/package.json").read_text("utf-8"))
    assert package["devDependencies"]["plotly.js"] == wanted
    assert f'.version="{wanted}"' in (vendor / "plotly.min.js").read_text("utf-8")
    assert (vendor / "LICENSE-plotly.txt").read_text("utf-8").startswith(f"plotly.js {wanted}: MIT")


def test_plotly_js_is_a_small_bundle_that_sets_window_plotly(vendor: Path) -> None:
    bundle = (vendor / "plotly.min.js").read_text("utf-8")
    assert len(bundle) < BUNDLE_BYTES
    assert "sourceMappingURL" not in bundle
    assert re.match(r'/\*[^*]*\*/\s*"use strict";var Plotly=', bundle)


@pytest.mark.parametrize("trace", ["scatter", "bar"])
def test_plotly_js_has_the_trace_types_our_charts_use(vendor: Path, trace: str) -> None:
    assert f'moduleType:"trace",name:"{trace}"' in (vendor / "plotly.min.js").read_text("utf-8")


def test_bootstrap_is_the_version_that_is_locked(root: Path, vendor: Path) -> None:
    package = json.loads((root / "tools/build_plotly_bundle/package.json").read_text("utf-8"))
    wanted = package["devDependencies"]["bootstrap"]
    assert f"Bootstrap  v{wanted} " in (vendor / "bootstrap.min.css").read_text("utf-8")[:200]
    assert (vendor / "LICENSE-bootstrap.txt").read_text("utf-8").startswith(f"bootstrap {wanted}: MIT")


def test_no_stylesheet_fetches_from_elsewhere(vendor: Path) -> None:
    css = (vendor / "bootstrap.min.css").read_text("utf-8")
    assert re.findall(r"@import|url\((?![\"']?data:)", css) == []


def test_the_lock_names_no_registry(root: Path) -> None:
    lock = (root / "tools/build_plotly_bundle/package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
