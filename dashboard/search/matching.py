"""What a reader's words are found in: whole English words, Chinese anywhere, pinyin from syllable to syllable.

A word of four letters or more that nothing has is taken to have one letter wrong; initials of pinyin are not, since
most runs of letters are one letter from some.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from string import ascii_lowercase

from dashboard.search.spelling import CHINESE, folded, pinyin, read_all, spellings

WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?")
TERM = re.compile(f"{CHINESE.pattern}|{WORD.pattern}")
IN_NAME, IN_TEXT = 0, 1  # ranks, the best first
LONGEST_RUN = 8  # syllables of a name that are found as one word
MISSPELLABLE = range(4, 25)  # letters
NEAREST = 3  # names that are offered where nothing is found

Ranks = dict[int, int]  # of entries, by their numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to be found: what it is called, and what is said of it, in all languages."""

    group: str
    id: str
    names: tuple[str, ...]
    told: tuple[str, ...] = ()


class Index:
    """Entries by their words; made once, then only read."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        read_all(name for entry in self.entries for name in entry.names)
        self._words: dict[str, Ranks] = {}
        self._initials: dict[str, Ranks] = {}
        self._texts: list[tuple[str, str]] = []  # of each entry its names and what is told, for Chinese
        self._keys: dict[str, str] = {}  # names as they are compared, and as they are written
        for number, entry in enumerate(self.entries):
            named, told = (" | ".join(map(folded, texts)) for texts in (entry.names, entry.told))
            self._texts.append((named, told))
            for word in {*_words(told)}:
                self._words.setdefault(word, {})[number] = IN_TEXT
            for word in {*_words(named), *_sounds(entry.names)}:
                self._words.setdefault(word, {})[number] = IN_NAME
            for letters in _initials(entry.names):
                self._initials.setdefault(letters, {})[number] = IN_NAME
            self._keys |= {key: name for name in entry.names for key in spellings(name)[:2]}

    def find(self, asked: str) -> list[Entry]:
        """What has all the words asked for, the best first."""
        terms = TERM.findall(folded(asked))
        found = self._all(terms) if terms else {}
        wanted = folded(asked)

        def rank(number: int) -> tuple[bool, int, int]:
            return wanted not in self._texts[number][0].split(" | "), found[number], number

        return [self.entries[number] for number in sorted(found, key=rank)]

    def nearest(self, asked: str) -> list[str]:
        """Names that are written much like what was asked for."""
        near = get_close_matches(folded(asked), self._keys, n=NEAREST, cutoff=0.5)
        return list(dict.fromkeys(self._keys[key] for key in near))

    def _all(self, terms: Sequence[str]) -> Ranks:
        """Pinyin may be written with spaces: each way is tried to take the first words as one."""
        found: Ranks = {}
        for taken in range(1, min(len(terms), LONGEST_RUN) + 1):
            if taken > 1 and CHINESE.search("".join(terms[:taken])):
                break
            first = self._one("".join(terms[:taken]), taken == 1)
            if first and terms[taken:]:
                rest = self._all(terms[taken:])
                first = {number: max(first[number], rest[number]) for number in first.keys() & rest.keys()}
            found = _best(found, first)
        return found

    def _one(self, term: str, may_be_misspelt: bool) -> Ranks:
        if CHINESE.match(term):
            places = ((number, self._texts[number]) for number in range(len(self._texts)))
            return {
                number: IN_NAME if term in named else IN_TEXT
                for number, (named, told) in places
                if term in named or term in told
            }
        found = _best(self._words.get(_singular(term), {}), self._initials.get(term, {}))
        if not found and may_be_misspelt and len(term) in MISSPELLABLE and term.isalpha():
            for near in _one_letter_off(term):
                found = _best(found, self._words.get(_singular(near), {}))
        return found


def _best(one: Ranks, other: Ranks) -> Ranks:
    return one | {number: min(rank, one.get(number, rank)) for number, rank in other.items()}


def _words(text: str) -> Iterator[str]:
    return map(_singular, WORD.findall(text))


def _singular(word: str) -> str:
    """Villages and village, counties and county, are one word."""
    if len(word) > len("ties") and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > len("gas") and word.endswith("s") and not word.endswith("ss") else word


def _sounds(names: Iterable[str]) -> Iterator[str]:
    """Each run of syllables in a name as one word. One syllable alone is none: too many English words are written
    alike."""
    for name in names:
        for run in CHINESE.findall(folded(name)):
            syllables = pinyin(run)
            for start in range(len(syllables)):
                for end in range(start + 2, min(start + LONGEST_RUN, len(syllables)) + 1):
                    yield _singular("".join(syllables[start:end]))


def _initials(names: Iterable[str]) -> Iterator[str]:
    """Those of the syllables of a name, from the first on."""
    for name in names:
        for run in CHINESE.findall(folded(name)):
            initials = "".join(one[0] for one in pinyin(run))
            yield from (initials[:end] for end in range(2, min(len(initials), LONGEST_RUN) + 1))


def _one_letter_off(word: str) -> Iterator[str]:
    """One letter more, less, other, or two changed about."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (f"{before}{letter}{after}" for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (f"{before}{letter}{after[1:]}" for letter in ascii_lowercase if letter != after[0])
        if len(after) > 1:
            yield f"{before}{after[1]}{after[0]}{after[2:]}"
