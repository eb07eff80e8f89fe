"""The words of the interface: sentences in `*.toml`, a table a key, with `zh` and `en` side by side."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

Lang = Literal["zh", "en"]
LANGS: tuple[Lang, ...] = ("zh", "en")
HTML_LANG: Mapping[Lang, str] = {"zh": "zh-CN", "en": "en"}
FOLDER = Path(__file__).resolve().parent


@cache
def catalogue() -> Mapping[str, Mapping[Lang, str]]:
    """Every sentence by its dotted key, such as `page.cases.title`; raises ValueError for a key given twice."""
    entries: dict[str, Mapping[Lang, str]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        for key, entry in _flatten("", tomllib.loads(path.read_text("utf-8"))):
            if key in entries:
                raise ValueError(f"{path.name}: {key} is in the catalogue twice")
            entries[key] = entry
    return entries


def _flatten(prefix: str, table: Any) -> Iterator[tuple[str, Mapping[Lang, str]]]:
    if all(isinstance(value, str) for value in table.values()):
        yield prefix, table
        return
    for name, value in table.items():
        yield from _flatten(f"{prefix}.{name}" if prefix else name, value)


def has(key: str) -> bool:
    return key in catalogue()


class _Counting(Formatter):
    """`{count:county|counties}` is the first word for one and the second for any other number."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, divided, several = format_spec.partition("|")
        return (one if str(value) == "1" else several) if divided else format(value, format_spec)


_counting = _Counting()


def say(key: str, lang: Lang, /, **values: object) -> str:
    """The sentence of a key; raises KeyError for an unknown key or a value that is missing."""
    sentence = catalogue()[key][lang]
    if values and "|" in sentence:
        return _counting.format(sentence, **values)
    return sentence.format(**values) if values else sentence
