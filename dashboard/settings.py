"""What the operator may set, read once from the environment; the only reader of it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    data: Path = ROOT / "data"
    assets: Path = ROOT / "assets"
    source_texts: Path | None = None
    url_prefix: str = "/"
    map_approval: str = ""

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Self:
        """Read `DATA_DIR`, `SOURCE_TEXTS`, `URL_PREFIX` and `MAP_APPROVAL`; raises SettingsError."""
        return cls(
            data=_folder(env, "DATA_DIR") or cls.data,
            source_texts=_folder(env, "SOURCE_TEXTS"),
            url_prefix=_prefix(env.get("URL_PREFIX", "/")),
            map_approval=env.get("MAP_APPROVAL", "").strip(),
        )


def _folder(env: Mapping[str, str], name: str) -> Path | None:
    value = env.get(name, "").strip()
    if not value:
        return None
    folder = Path(value).resolve()
    if not folder.is_dir():
        raise SettingsError(
            f"{name} is {value!r}, which is not a folder; give an existing folder or leave it out"
        )
    return folder


def _prefix(value: str) -> str:
    if not re.fullmatch(r"/(?:[\w.~-]+/)*", value):
        raise SettingsError(f"URL_PREFIX is {value!r}; it must begin and end with a slash, such as /poverty/")
    return value
