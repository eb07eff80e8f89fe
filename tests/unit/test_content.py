"""The content stands in the package: code, scripts and the words of the interface name nothing of it.

What is looked for follows from the package of the repository, so that a new fact or area is looked for as well.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.pages import PACKAGE

PYTHON = sorted(path for folder in ("dashboard", "tools") for path in (ROOT / folder).rglob("*.py"))
SCRIPTS = sorted((ROOT / "assets/src").rglob("*.js"))
CATALOGUE = sorted((ROOT / "dashboard/catalogue").glob("*.toml"))
YEARS = range(1949, 2036)
WORDS = {"document", "boundaries", "relocation"}  # ids of ours that are words too
# Addresses of standards name the year they were made in; `\u2028` is a character.
STANDARD = re.compile(
    r"https?://(?:www\.w3\.org|json-schema\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com)/\S*"
    r"|\\u[0-9A-Fa-f]{4}"
)

Hit = tuple[str, str]  # the file and what was found in it

# What may stand where it does, each for its own reason.
EXEMPT: dict[Hit, str] = {
    ("dashboard/deck/drawingml.py", "100000"): "a hundred per cent, as Open XML counts",
    ("dashboard/figures/words.py", "spindles"): "the English of a unit",
    ("dashboard/files/xlsx.py", "2000"): "how long a link may be, in characters",
    ("dashboard/package/remarks.py", "2000"): "how many names are compared with a misspelt one",
}
# What is still to go, by file, with what takes it along. This list only shrinks.
REMAINING: dict[str, str] = {
    "tools/build_boundaries.py": "goes when a package tells what its boundaries are built from",
}


@dataclass(frozen=True)
class Content:
    """What no code may name."""

    ids: frozenset[str]
    names: re.Pattern[str]
    prefixes: frozenset[str]  # the first two and four digits of the codes of areas


@cache
def content() -> Content:
    package = PACKAGE
    named = [
        package.facts["fact_id"],
        package.indicators["indicator_id"],
        package.areas["area_id"],
        package.cases["case_id"],
        package.sources["source_id"],
        package.computed["computed_id"],
    ]
    ids = {str(one) for column in named for one in column} - WORDS
    short = package.site.short
    names = {*package.areas["name_zh"], *package.areas["name_en"], short.zh, short.en}
    longest_first = map(re.escape, sorted(names, key=len, reverse=True))
    codes = set(package.areas.loc[package.areas["level"] != "country", "area_id"])
    return Content(
        ids=frozenset(ids | shared_prefixes(ids)),
        names=re.compile(rf"(?<![A-Za-z])(?:{'|'.join(longest_first)})(?![A-Za-z])", re.IGNORECASE),
        prefixes=frozenset(code[:length] for code in codes for length in (2, 4)),
    )


def shared_prefixes(ids: Iterable[str]) -> set[str]:
    """Hyphened beginnings that two ids share, such as `mountain-sea`."""
    found: dict[str, set[str]] = {}
    for one in ids:
        for prefix in list(accumulate(one.split("-"), "{}-{}".format))[1:-1]:
            found.setdefault(prefix, set()).add(one)
    return {prefix for prefix, ones in found.items() if len(ones) > 1}


# Finding it ---------------------------------------------------------------------------------------------------


def in_text(text: str) -> Iterator[str]:
    """Ids and years as whole words, and names."""
    plain = STANDARD.sub("", text)
    known = content()
    for token in re.findall(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*", plain):
        if token in known.ids:
            yield token
    for number in re.findall(r"(?<![\d.,])\d{4}(?![\d])", plain):
        if int(number) in YEARS:
            yield number
    yield from (match[0] for match in known.names.finditer(plain))


def in_python(source: str) -> Iterator[str]:
    tree = ast.parse(source)
    told = {id(node) for node in docstrings(tree)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in told:
            continue
        if isinstance(node.value, str):
            yield from in_text(node.value)
            if node.value in content().prefixes:
                yield node.value
        elif type(node.value) is int and node.value in YEARS:
            yield str(node.value)


def docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    """They explain by examples, and nothing depends on them."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield first.value


# Comments, which are passed over; texts; and whole numbers.
LITERAL = re.compile(
    r"//[^\n]*|/\*.*?\*/"
    r"|(\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)"
    r"|\b(\d+)\b",
    re.DOTALL,
)


def in_script(source: str) -> Iterator[str]:
    for literal, number in LITERAL.findall(source):
        yield from in_text(literal)
        if number and int(number) in YEARS:
            yield number


def in_catalogue(source: str) -> Iterator[str]:
    for text in texts(tomllib.loads(source)):
        yield from in_text(text)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for one in value.values():
            yield from texts(one)


READERS = {".py": in_python, ".js": in_script, ".toml": in_catalogue}


def hits(path: Path) -> set[Hit]:
    name = path.relative_to(ROOT).as_posix()
    return {(name, found) for found in READERS[path.suffix](path.read_text("utf-8"))}


# The tests ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*PYTHON, *SCRIPTS, *CATALOGUE], ids=lambda path: path.name)
def test_code_names_nothing_of_the_package(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() not in REMAINING:
        assert hits(path) - EXEMPT.keys() == set()


def test_every_exemption_is_needed() -> None:
    """One that finds nothing any more is taken off its list."""
    needed = {hit for name, _ in EXEMPT for hit in hits(ROOT / name)}
    assert needed == EXEMPT.keys()
    assert all(hits(ROOT / name) for name in REMAINING)


@pytest.mark.parametrize(
    ("reader", "source", "found"),
    [
        (in_python, "x = 'the fact paired-counties'", ["paired-counties"]),
        (in_python, "x = f'{y} of mountain-sea'", ["mountain-sea"]),
        (in_python, "x = area_id.startswith('33')", ["33"]),
        (in_python, "x = area_id[:4] == '3301'", ["3301"]),
        (in_python, "x = '330100'", ["330100"]),
        (in_python, "x = '杭州市的'", ["杭州市"]),
        (in_python, "x = 'ZHEJIANG data'", ["ZHEJIANG"]),
        (in_python, "x = 2018", ["2018"]),
        (in_python, "x = 'by=2018'", ["2018"]),
        (in_python, "x = 'unpaired-counties-too', 'relocation', '2.018', 12018, 'C33', True, 100", []),
        (in_python, "def f():\n    'Such as 2018.'", []),
        (in_python, "x = 'http://www.w3.org/2000/svg', r'\\u2028'", []),
        (in_script, "x = 'paired-counties' // 'national-deep'", ["paired-counties"]),
        (in_script, "x = `by 2018`; /* 2019 */ y = 2020 + 3", ["2018", "2020"]),
        (
            in_catalogue,
            "[a.b]\nc = { zh = '到2018年', en = 'of Sichuan Province' }",
            ["2018", "Sichuan Province"],
        ),
    ],
)
def test_what_is_content_is_found(reader: Any, source: str, found: list[str]) -> None:
    assert sorted(set(reader(source))) == sorted(found)


def test_there_is_something_to_look_for() -> None:
    assert {"paired-counties", "mountain-sea", "low-income", "330100", "pingshan-textile"} <= content().ids
    assert WORDS.isdisjoint(content().ids)
    assert [match[0] for match in content().names.finditer("浙江、浙江省、杭州市")] == [
        "浙江",
        "浙江省",
        "杭州市",
    ]
