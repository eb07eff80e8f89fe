"""Holds the package against the text of a source: every locator, and every numeral of the text."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from dashboard.package.load import Package
from dashboard.package.model import Source
from dashboard.package.reading import unreadable

PROVINCE = "省"  # a text may leave it off the name of a province
CHINESE_NUMERALS = "〇零一二三四五六七八九十百千万亿两双"
NOTHING = r"(?!)"
NUMERAL = re.compile(rf"\d+(?:\.\d+)?|[{CHINESE_NUMERALS}]+")
COUNTED = re.compile(r"\d\s*(?:余|多|几)?(?:[%‰万亿元人名户个县村亩期项家位次倍所座]|[kKMG]W)")


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row says stands at a place of the text; `printed` is None where only the place is given."""

    name: str
    paragraph: int
    span: Span
    printed: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """`offset` counts the characters of the raw line from 0, as the data does; paragraph 0 is no place."""

    paragraph: int
    offset: int
    characters: str
    reason: str

    def __str__(self) -> str:
        place = f"paragraph {self.paragraph}, offset {self.offset}, " if self.paragraph else ""
        return f"{place}'{self.characters}': {self.reason}"


@dataclass(frozen=True, slots=True)
class Report:
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
    exclusions = _claims(package.exclusions, None, source_id)
    findings = [
        *(finding for claim in (*facts, *cases, *exclusions) for finding in _misplaced(claim, lines)),
        *_unplaced(package.facts, source_id),
        *_clashes(facts, exclusions),
        *_counted_exclusions(exclusions, lines),
        *_uncovered(lines, [*facts, *exclusions], _place_names(package)),
    ]
    return sorted(findings, key=lambda finding: (finding.paragraph, finding.offset))


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
    findings = verify_text(package, source.source_id, text)
    return Report(_summary(package, source.source_id, text), tuple(str(finding) for finding in findings))


def _summary(package: Package, source_id: str, text: str) -> str:
    numerals = sum(1 for line in paragraphs(text) for _ in NUMERAL.finditer(line))
    frames = {"facts": package.facts, "cases": package.cases, "exclusions": package.exclusions}
    counts = (f"{(frame['source_id'] == source_id).sum()} {name}" for name, frame in frames.items())
    held = ", ".join(counts)
    return f"{source_id}: {held} stand in the text as given; all of its {numerals} numerals are accounted for"


def _claims(frame: pd.DataFrame, id_column: str | None, source_id: str) -> list[Claim]:
    rows = frame.loc[(frame["source_id"] == source_id) & frame["start"].notna()]
    names = (
        [f"the exclusion '{printed}'" for printed in rows["printed"]]
        if id_column is None
        else rows[id_column]
    )
    printed = rows["printed"] if "printed" in rows else [None] * len(rows)
    places = zip(names, rows["paragraph"], rows["start"], rows["end"], printed, strict=True)
    return [Claim(name, int(n), Span(int(start), int(end)), text) for name, n, start, end, text in places]


def _misplaced(claim: Claim, lines: Sequence[str]) -> Iterator[Finding]:
    start, end, expected = claim.span.start, claim.span.end, claim.printed or ""
    if claim.paragraph > len(lines):
        reason = f"{claim.name} stands in a paragraph the text does not have; it has {len(lines)}"
        yield Finding(claim.paragraph, start, expected, reason)
        return
    line = lines[claim.paragraph - 1]
    if end > len(line):
        reason = f"{claim.name} ends at {end}, the paragraph has {len(line)} characters"
        yield Finding(claim.paragraph, start, line[start:], reason)
    elif claim.printed is not None and line[start:end] != claim.printed:
        yield Finding(
            claim.paragraph, start, line[start:end], f"{claim.name} should read '{claim.printed}' here"
        )


def _unplaced(facts: pd.DataFrame, source_id: str) -> Iterator[Finding]:
    rows = facts.loc[(facts["source_id"] == source_id) & facts["start"].isna()]
    for fact_id, printed in zip(rows["fact_id"], rows["printed"], strict=True):
        yield Finding(0, 0, printed, f"{fact_id} has no place in the text")


def _clashes(facts: Sequence[Claim], exclusions: Sequence[Claim]) -> Iterator[Finding]:
    for exclusion in exclusions:
        for fact in facts:
            if fact.paragraph == exclusion.paragraph and fact.span.overlaps(exclusion.span):
                reason = f"{exclusion.name} overlaps the fact {fact.name}"
                yield Finding(exclusion.paragraph, exclusion.span.start, exclusion.printed or "", reason)


def _counted_exclusions(exclusions: Sequence[Claim], lines: Sequence[str]) -> Iterator[Finding]:
    for claim in exclusions:
        line = lines[claim.paragraph - 1] if claim.paragraph <= len(lines) else ""
        for match in COUNTED.finditer(line, claim.span.start):
            if match.start() < claim.span.end:
                reason = f"{claim.name} leaves out a number that has a unit; that is a fact"
                yield Finding(claim.paragraph, match.start(), match.group(), reason)


def _uncovered(lines: Sequence[str], claims: Sequence[Claim], places: re.Pattern[str]) -> Iterator[Finding]:
    for number, line in enumerate(lines, 1):
        covering = [claim.span for claim in claims if claim.paragraph == number]
        covering += [Span(*match.span()) for match in places.finditer(line)]
        for match in NUMERAL.finditer(line):
            if not any(span.covers(Span(*match.span())) for span in covering):
                reason = "this numeral is neither a fact nor an exclusion"
                yield Finding(number, match.start(), match.group(), reason)


def _place_names(package: Package) -> re.Pattern[str]:
    """Groups of areas are left out: what they are called may well be a count."""
    areas = package.areas
    places = set(areas.loc[areas["level"] != "group", "name_zh"])
    places |= {name.removesuffix(PROVINCE) for name in areas.loc[areas["level"] == "province", "name_zh"]}
    named = {name for name in places if any(character in CHINESE_NUMERALS for character in name)}
    longest_first = sorted(named, key=lambda name: (-len(name), name))
    return re.compile("|".join(re.escape(name) for name in longest_first) or NOTHING)
