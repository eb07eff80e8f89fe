"""What the operator may set, read once from the environment; the only reader of it."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Self, get_args

ROOT = Path(__file__).resolve().parent.parent

Lang = Literal["zh", "en"]
LogLevel = Literal["debug", "info", "warning", "error"]
SWITCH = {"": False, "0": False, "1": True}
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
    map_approval: str = ""
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
        return cls(
            data=_folder(env, "DATA_DIR") or cls.data,
            source_texts=_folder(env, "SOURCE_TEXTS"),
            url_prefix=_prefix(env.get("URL_PREFIX") or cls.url_prefix),
            map_approval=env.get("MAP_APPROVAL", "").strip(),
            host=_host(env.get("HOST") or cls.host),
            port=_number(env, "PORT", cls.port, 65535),
            workers=_number(env, "WEB_CONCURRENCY", cls.workers, MOST_WORKERS),
            trust_proxy=_switch(env, "TRUST_PROXY"),
            frame_ancestors=_origins(env, "FRAME_ANCESTORS"),
            log_level=_level(env, "LOG_LEVEL", cls.log_level),
        )


def language(env: Mapping[str, str] = os.environ) -> Lang:
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


def _prefix(value: str) -> str:
    if not re.fullmatch(r"/(?:[\w.~-]+/)*", value, re.ASCII):
        raise SettingsError(f"URL_PREFIX is {value!r}; it must begin and end with a slash, such as /poverty/")
    return value


def _host(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]", value):
        raise SettingsError(
            f"HOST is {value!r}; it must be a name or an address to listen on, such as 127.0.0.1 or [::1]"
        )
    return value


def _number(env: Mapping[str, str], name: str, default: int, largest: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not re.fullmatch(r"[0-9]{1,5}", value) or not 1 <= int(value) <= largest:
        raise SettingsError(f"{name} is {value!r}; it must be a whole number from 1 to {largest}")
    return int(value)


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip()
    if value not in SWITCH:
        raise SettingsError(f"{name} is {value!r}; it must be 1 for yes, or 0 or nothing for no")
    return SWITCH[value]


def _origins(env: Mapping[str, str], name: str) -> tuple[str, ...]:
    given = env.get(name, "").split()
    for one in given:
        if one != "self" and not ORIGIN.fullmatch(one):
            raise SettingsError(
                f"{name} holds {one!r}; it takes origins such as https://example.org or https://*.example.org, "
                "and the word self, with spaces between them"
            )
    return tuple("'self'" if one == "self" else one for one in given)


def _level(env: Mapping[str, str], name: str, default: LogLevel) -> LogLevel:
    value = env.get(name, "").strip() or default
    levels: tuple[LogLevel, ...] = get_args(LogLevel)
    for level in levels:
        if value == level:
            return level
    raise SettingsError(f"{name} is {value!r}; it must be one of {', '.join(levels)}")


def spare_memory() -> None:
    """For the program that this process becomes; what the operator has set stays."""
    for name, value in ALLOCATION.items():
        os.environ.setdefault(name, value)
