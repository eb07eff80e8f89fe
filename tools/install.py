"""Installs requirements by their hashes into the environment that it runs in, with uv, in a tenth of pip's time.

    .venv/bin/python -m tools.install requirements.txt requirements-dev.txt

The last file pins uv itself, which pip installs first. uv looks where pip is told to look; where it cannot install, it
says why, and pip does.
"""

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
# The settings of pip that say where packages come from, as uv calls them.
LISTS = {
    "extra-index-url": "--index",
    "find-links": "--find-links",
    "trusted-host": "--allow-insecure-host",
}
TEXTS = {"index-url": "--default-index"}
CERTIFICATE = "cert"


def settings_of(listed: str) -> dict[str, str]:
    """What `pip config list` tells; the environment is stronger than files."""
    lines = re.findall(r"^(\S+?)\.([\w-]+)=(.+)$", listed, re.MULTILINE)
    lines.sort(key=lambda line: line[0] == ":env:")
    return {name: str(ast.literal_eval(value)) for _, name, value in lines}


def options_of(settings: Mapping[str, str]) -> list[str]:
    """pip takes the best of all indexes, of which none is the first; what it takes is held to its hash."""
    options = ["--index-strategy", "unsafe-best-match"]
    for name, option in TEXTS.items():
        options += [option, settings[name]] if name in settings else []
    for name, option in LISTS.items():
        options += [part for one in settings.get(name, "").split() for part in (option, one)]
    return options


def pin_of(name: str, lock: str) -> str:
    """The lines of a lock that pin a package."""
    found = re.search(rf"^{name}==(?:.*\\\n)*.*\n", lock, re.MULTILINE)
    if found is None:
        raise SystemExit(f"{name} is not pinned where it should be")
    return found[0]


def install_uv(lock: str) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as pin:
        pin.write(pin_of("uv", lock))
        pin.flush()
        subprocess.run([*PIP, "install", "-qq", "--require-hashes", "-r", pin.name], check=True)


def main(files: Sequence[str]) -> int:
    install_uv(Path(files[-1]).read_text("utf-8"))
    told = subprocess.run([*PIP, "config", "list"], check=True, capture_output=True, text=True).stdout
    settings = settings_of(told)
    wanted = ["--require-hashes", *(part for file in files for part in ("-r", file))]
    env = {**os.environ, **({"SSL_CERT_FILE": settings[CERTIFICATE]} if CERTIFICATE in settings else {})}
    uv = [sys.executable, "-m", "uv", "pip", "install", "-q", "--python", sys.executable]
    if subprocess.run([*uv, *options_of(settings), *wanted], env=env, check=False).returncode == 0:
        return 0
    return subprocess.run([*PIP, "install", "-qq", *wanted], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
