"""What the operator may set, read once from the environment; the only reader of it.

Without pydantic or pydantic-settings, which would lengthen a start by about a tenth.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, cast, get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent

LogLevel = Literal["debug", "info", "warning", "error"]
MapForm = Literal["shapes", "tiles"]
# What a value looks like, and what is said of one that does not.
FORMS = {
    "URL_PREFIX": (r"/(?:[\w.~-]+/)*", "begin and end with a slash, such as /poverty/"),
    "HOST": (
        r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]",
        "be a name or an address to listen on, such as 127.0.0.1 or [::1]",
    ),
    "TRUST_PROXY": ("[01]?", "be 1 for yes, or 0 or nothing for no"),
    "MAPS": ("|".join(get_args(MapForm)), f"be one of {', '.join(get_args(MapForm))}"),
    "LOG_LEVEL": ("|".join(get_args(LogLevel)), f"be one of {', '.join(get_args(LogLevel))}"),
}
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:[0-9]{1,5})?", re.IGNORECASE)
MOST_WORKERS = 64
# For glibc, which otherwise gives each thread a heap of its own, so that what is free in one is of no use to the
# others, and keeps the more free memory for itself the larger the pieces are that it was asked for.
ALLOCATION = {"MALLOC_ARENA_MAX": "2", "MALLOC_TRIM_THRESHOLD_": "131072"}


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and says what it takes."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    data: Path = ROOT / "data"
    assets: Path = ROOT / "assets"
    source_texts: Path | None = None
    url_prefix: str = "/"
    maps: MapForm = "shapes"
    map_approval: str = ""
    operator: str = ""
    time_zone: str = "Asia/Shanghai"
    host: str = "0.0.0.0"
    port: int = 8050
    workers: int = 1
    trust_proxy: bool = False
    frame_ancestors: tuple[str, ...] = ()
    log_level: LogLevel = "info"
    net: bool = False  # whether an exhibit that fails costs its own place only; not read from the environment

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Self:
        """Read every setting that docs/deploy.md lists; raises SettingsError. An empty value counts as none."""
        level = _fitting("LOG_LEVEL", env.get("LOG_LEVEL", "").strip() or cls.log_level)
        return cls(
            data=_folder(env, "DATA_DIR") or cls.data,
            source_texts=_folder(env, "SOURCE_TEXTS"),
            url_prefix=_fitting("URL_PREFIX", env.get("URL_PREFIX") or cls.url_prefix),
            maps=cast(MapForm, _fitting("MAPS", env.get("MAPS", "").strip() or cls.maps)),
            map_approval=env.get("MAP_APPROVAL", "").strip(),
            operator=env.get("OPERATOR", "").strip(),
            time_zone=_time_zone(env.get("TIME_ZONE", "").strip() or cls.time_zone),
            host=_fitting("HOST", env.get("HOST") or cls.host),
            port=_number(env, "PORT", cls.port, 65535),
            workers=_number(env, "WEB_CONCURRENCY", cls.workers, MOST_WORKERS),
            trust_proxy=_fitting("TRUST_PROXY", env.get("TRUST_PROXY", "").strip()) == "1",
            frame_ancestors=_origins(env.get("FRAME_ANCESTORS", "")),
            log_level=cast(LogLevel, level),
        )


def language(env: Mapping[str, str] = os.environ) -> Literal["zh", "en"]:
    """In which of the two languages whoever set up this machine reads; `LANG` is zh_CN.UTF-8 where it is Chinese."""
    return "zh" if env.get("LANG", "").lower().startswith("zh") else "en"


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


def _fitting(name: str, value: str) -> str:
    pattern, wanted = FORMS[name]
    if not re.fullmatch(pattern, value, re.ASCII):
        raise SettingsError(f"{name} is {value!r}; it must {wanted}")
    return value


def _time_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:  # what is no name may be a path or a folder
        raise SettingsError(
            f"TIME_ZONE is {name!r}, which is no time zone; give one such as Asia/Shanghai or UTC"
        ) from error


def _number(env: Mapping[str, str], name: str, default: int, largest: int) -> int:
    value = env.get(name, "").strip() or str(default)
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= largest:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number from 1 to {largest}")
    return int(value)


def _origins(value: str) -> tuple[str, ...]:
    for one in value.split():
        if one != "self" and not ORIGIN.fullmatch(one):
            raise SettingsError(
                f"FRAME_ANCESTORS holds {one!r}; it takes origins such as https://example.org or "
                "https://*.example.org, and the word self, with spaces between them"
            )
    return tuple("'self'" if one == "self" else one for one in value.split())


def spare_memory() -> None:
    """For the program that this process becomes; what the operator has set stays."""
    for name, value in ALLOCATION.items():
        os.environ.setdefault(name, value)
