"""Holds the package against the text of a source: every locator and every numeral, and of the document every clause."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dashboard.package.clauses import belonging, counted, headings_left
from dashboard.package.load import Package
from dashboard.package.model import Source
from dashboard.package.reading import unreadable

PROVINCE = "省"  # a text may leave it off the name of a province
CHINESE_NUMERALS = "〇零一二三四五六七八九十百千万亿两双"
NOTHING = r"(?!)"
NUMERAL = re.compile(rf"\d+(?:\.\d+)?|[{CHINESE_NUMERALS}]+")
COUNTED = re.compile(r"\d\s*(?:余|多|几)?(?:[%‰万亿元人名户个县村亩期项家位次倍所座]|[kKMG]W)")


class Claim(NamedTuple):
    """What a row says stands at a place of the text; `printed` is None where only the place is given."""

    name: str
    paragraph: int
    start: int
    end: int
    printed: str | None


class Finding(NamedTuple):
    """`offset` counts the characters of the raw line from 0, as the data does; paragraph 0 is no place.

    `characters` are what stands there; of a clause, which may be a whole sentence, none are given.
    """

    paragraph: int
    offset: int
    characters: str
    reason: str

    def __str__(self) -> str:
        place = f"paragraph {self.paragraph}, offset {self.offset}, " if self.paragraph else ""
        shown = f"'{self.characters}': " if self.characters else ""
        return f"{place}{shown}{self.reason}"


class Report(NamedTuple):
    summary: str
    problems: tuple[str, ...]


def paragraphs(text: str) -> list[str]:
    """The raw lines that are not blank; paragraph n is item n - 1."""
    return [line for line in text.split("\n") if line.strip()]


def text_source(package: Package, text: bytes) -> Source | None:
    digest = hashlib.sha256(text).hexdigest()
    matching = package.sources.loc[package.sources["sha256"] == digest, "source_id"]
    return package.source(matching.iloc[0]) if len(matching) else None


def verify_text(package: Package, source_id: str, text: str) -> list[Finding]:
    lines = paragraphs(text)
    facts, cases = _claims(package.facts, "fact_id", source_id), _claims(package.cases, "case_id", source_id)
    phrases = _claims(package.phrases, "phrase_id", source_id)
    excluded = _claims(package.exclusions, "printed", source_id)
    exclusions = [claim._replace(name=f"the exclusion '{claim.name}'") for claim in excluded]
    placed = (*facts, *cases, *phrases, *exclusions)
    findings = [
        *(finding for claim in placed for finding in _misplaced(claim, lines)),
        *_unplaced(package.facts, source_id),
        *(finding for claim in exclusions for finding in _excluded(claim, facts, lines)),
        *(finding for claim in phrases for finding in _counted_in(claim, facts, lines)),
        *_uncovered(lines, [*facts, *phrases, *exclusions], _place_names(package)),
        *(_unclaimed(package, source_id, lines) if source_id == package.site.document else ()),
    ]
    return sorted(findings, key=itemgetter(0, 1))


def verify_file(package: Package, path: Path) -> Report:
    if reason := unreadable(path):
        return Report("", (f"{path}: {reason.said('en')}",))
    try:
        content = path.read_bytes()
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Report("", (f"{path}: is not UTF-8, see byte offset {error.start}",))
    except OSError as error:
        return Report("", (f"{path}: cannot be read: {error.strerror}",))
    source = text_source(package, content)
    if source is None:
        digest = hashlib.sha256(content).hexdigest()
        return Report("", (f"{path}: no source of the package has this text (its sha256 is {digest})",))
    numerals = sum(len(NUMERAL.findall(line)) for line in paragraphs(text))
    tables = ("facts", "cases", "phrases", "exclusions")
    held = [f"{(getattr(package, one)['source_id'] == source.source_id).sum()} {one}" for one in tables]
    stand = f"{source.source_id}: {', '.join(held)} stand in the text as given"
    told = f"all of its {numerals} numerals are accounted for{_clauses_told(package, source.source_id, text)}"
    problems = tuple(map(str, verify_text(package, source.source_id, text)))
    return Report(f"{stand}; {told}", problems)


def _clauses_told(package: Package, source_id: str, text: str) -> str:
    if source_id != package.site.document:
        return ""
    number = counted(package, source_id, paragraphs(text))
    told = ", ".join(f"{count} {name}" for name, count in sorted(number.items()))
    return f", and so are its {number.total()} clauses: {told}"


def _claims(frame: pd.DataFrame, name: str, source_id: str) -> list[Claim]:
    rows = frame.loc[(frame["source_id"] == source_id) & frame["start"].notna()]
    printed = rows["printed"] if "printed" in rows else [None] * len(rows)
    places = zip(rows[name], rows["paragraph"], rows["start"], rows["end"], printed, strict=True)
    return [Claim(own, int(n), int(start), int(end), text) for own, n, start, end, text in places]


def _misplaced(claim: Claim, lines: Sequence[str]) -> Iterator[Finding]:
    name, number, start, end, printed = claim
    if number > len(lines):
        reason = f"{name} stands in a paragraph the text does not have; it has {len(lines)}"
        yield Finding(number, start, printed or "", reason)
        return
    line = lines[number - 1]
    if end > len(line):
        reason = f"{name} ends at {end}, the paragraph has {len(line)} characters"
        yield Finding(number, start, line[start:], reason)
    elif printed is not None and line[start:end] != printed:
        yield Finding(number, start, line[start:end], f"{name} should read '{printed}' here")


def _unplaced(facts: pd.DataFrame, source_id: str) -> Iterator[Finding]:
    rows = facts.loc[(facts["source_id"] == source_id) & facts["start"].isna()]
    for fact_id, printed in zip(rows["fact_id"], rows["printed"], strict=True):
        yield Finding(0, 0, printed, f"{fact_id} has no place in the text")


def _excluded(claim: Claim, facts: Sequence[Claim], lines: Sequence[str]) -> Iterator[Finding]:
    """An exclusion lies on no fact, and leaves out no number that has a unit."""
    name, number, start, end, printed = claim
    for fact in facts:
        if fact.paragraph == number and fact.start < end and start < fact.end:
            yield Finding(number, start, printed or "", f"{name} overlaps the fact {fact.name}")
    yield from _counted_in(claim, facts, lines)


def _counted_in(claim: Claim, facts: Sequence[Claim], lines: Sequence[str]) -> Iterator[Finding]:
    """The numbers with a unit that stand in a claim and are no facts."""
    name, number, start, end, _ = claim
    for match in COUNTED.finditer(lines[number - 1] if number <= len(lines) else "", start):
        known = any(one.paragraph == number and one.start <= match.start() < one.end for one in facts)
        if match.start() < end and not known:
            reason = f"{name} leaves out a number that has a unit; that is a fact"
            yield Finding(number, match.start(), match[0], reason)


def _unclaimed(package: Package, source_id: str, lines: Sequence[str]) -> Iterator[Finding]:
    for clause, name in belonging(package, source_id, lines):
        if not name:
            paragraph, start, end = clause.span
            reason = f"a clause of {end - start} characters is no figure, case, phrase, passage or exclusion"
            yield Finding(paragraph, start, "", reason)
    for case, part in headings_left(package, source_id):
        reason = f"the heading of {case.case_id} is no phrase of its passage"
        yield Finding(case.paragraph, case.start, part, reason)


def _uncovered(lines: Sequence[str], claims: Sequence[Claim], places: re.Pattern[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        covering = [(claim.start, claim.end) for claim in claims if claim.paragraph == number]
        covering += [match.span() for match in places.finditer(line)]
        for match in NUMERAL.finditer(line):
            if not any(start <= match.start() and match.end() <= end for start, end in covering):
                reason = "this numeral is neither a fact nor an exclusion"
                yield Finding(number, match.start(), match[0], reason)


def _place_names(package: Package) -> re.Pattern[str]:
    """Groups of areas are left out: what they are called may well be a count."""
    areas = package.areas
    places = set(areas.loc[areas["level"] != "group", "name_zh"])
    places |= {name.removesuffix(PROVINCE) for name in areas.loc[areas["level"] == "province", "name_zh"]}
    named = {name for name in places if any(character in CHINESE_NUMERALS for character in name)}
    longest_first = sorted(named, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest_first)) or NOTHING)
