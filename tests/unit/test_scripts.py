"""Scripts keep to themselves: one name of ours among the globals, and only what was bundled is served."""

import re
from pathlib import Path

from dashboard.dash_internals import DCC, HTML, IN_COMPONENTS, IN_DASH


def test_scripts_leave_one_name_among_the_globals(root: Path) -> None:
    """Dash asks for layout and callbacks with `fetch`, which is why one module stands in front of it."""
    written = {
        (path.name, name)
        for path in (root / "assets/src").rglob("*.js")
        for name in re.findall(r"\b(?:window|globalThis)\.(\w+) = ", path.read_text("utf-8"))
    }
    assert written == {("namespace.js", "dash_clientside"), ("fetch.js", "fetch")}


def test_one_folder_knows_the_inside_of_dash(root: Path) -> None:
    names = [name for name in (*IN_DASH, *IN_COMPONENTS, "window.React", HTML, DCC) if name[0] != "."]
    scripts = [path for path in (root / "assets/src").rglob("*.js") if path.parent.name != "dash"]
    assert len(scripts) > 40
    assert [(path.name, name) for path in scripts for name in names if name in path.read_text("utf-8")] == []


def test_bundles_are_scripts_of_their_own(root: Path) -> None:
    """Nothing declared in one is seen by another, and none asks for a further file."""
    bundles = sorted((root / "assets/built").glob("*.js"))
    assert len(bundles) == 6
    for path in bundles:
        text = path.read_text("utf-8")
        assert text.startswith('"use strict";(()=>{')
        assert text.rstrip().endswith("})();")
        assert not re.search(r"\b(import|require)\(|sourceMappingURL|https?://(?!www\.w3\.org/)", text)


def test_the_lock_names_no_registry(root: Path) -> None:
    lock = (root / "tools/javascript/package-lock.json").read_text("utf-8")
    assert '"resolved"' not in lock
