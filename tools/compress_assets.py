"""Compresses beforehand what takes too long to compress at a start: the scripts of plotly and of Dash.

    .venv/bin/python tools/compress_assets.py

Writes assets/compressed/HASH.br, where HASH is that of the content; without the file the dashboard compresses the
content itself, less well. Run it after a change of a vendored file or of Dash's version.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import brotli

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a tool runs from its own folder

import dash  # noqa: E402
import dash_bootstrap_components  # noqa: E402, F401 - its scripts are loaded where it is imported

from dashboard.dash_internals import dash_scripts  # noqa: E402
from dashboard.delivery import prepared_path  # noqa: E402

ASSETS = ROOT / "assets"
FOLDER = ASSETS / "compressed"


def contents() -> Iterator[bytes]:
    yield (ASSETS / "vendor" / "plotly.min.js").read_bytes()
    yield from dash_scripts(dash.Dash(assets_folder=str(ASSETS), assets_ignore=".*"))


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    wanted = {prepared_path(FOLDER, content): content for content in contents()}
    for stale in set(FOLDER.glob("*.br")) - set(wanted):
        stale.unlink()
    for path, content in wanted.items():
        path.write_bytes(brotli.compress(content, quality=11, lgwin=24))
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes of {len(content):,}")


if __name__ == "__main__":
    main()
