"""The spellings of a name: traditional or simplified, full or half width, in pinyin or its initials, in English."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
FEW = 200  # runs of Chinese characters
READING = """
import json, sys
from dashboard.search.spelling import pinyin
json.dump([pinyin(run) for run in json.load(sys.stdin)], sys.stdout)
"""
HOME = Path(__file__).resolve().parents[2]
REMEMBERED = 4096  # texts: what options and results are named, not what readers write
WITHIN_WORD = re.compile("['\u2019\u00b7]")  # Xi'an, Pan'an

_read: dict[str, tuple[str, ...]] = {}  # syllables of the runs that were read beforehand


def folded(text: str) -> str:
    """A text as it is compared: half width, lower case, simplified, without tones, one space between words."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_simplified().convert(WITHIN_WORD.sub("", bare)).split())


@lru_cache(maxsize=REMEMBERED)
def spellings(text: str) -> tuple[str, ...]:
    """The keys that a name is found under, each folded: the name itself and, of each run of Chinese characters, the
    pinyin as one word, syllable by syllable, and its initials. A key is found by any beginning of its words.

    Readings of places follow the words they stand in (乐清 yueqing); names of a package that has its own pinyin are
    found under that too, when it is given as one more name."""
    own = folded(text)
    keys = [own]
    for run in CHINESE.findall(own):
        syllables = pinyin(run)
        keys += ["".join(syllables), " ".join(syllables), "".join(one[0] for one in syllables)]
    return tuple(dict.fromkeys(filter(None, keys)))


def pinyin(chinese: str) -> tuple[str, ...]:
    """Without tones, ü as u, as place names are written; what has no reading stays away."""
    if chinese in _read:
        return _read[chinese]
    from pypinyin import lazy_pinyin  # half a second and 54 MB

    read = lazy_pinyin(chinese, errors="ignore", v_to_u=True)
    return tuple(folded_syllable for one in read if (folded_syllable := folded(one)))


def read_all(names: Iterable[str]) -> None:
    """Remembers the readings of many names. They are made by another process, since what that needs of memory would
    stay with this one for good; a few are not worth it."""
    runs = sorted({run for name in names for run in CHINESE.findall(folded(name))} - _read.keys())
    if len(runs) > FEW:
        asked = [sys.executable, "-c", READING]
        done = subprocess.run(
            asked, input=json.dumps(runs), cwd=HOME, text=True, capture_output=True, check=True
        )
        _read.update(zip(runs, map(tuple, json.loads(done.stdout)), strict=True))


@cache
def _simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
