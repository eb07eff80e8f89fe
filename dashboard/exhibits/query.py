"""A query string, read and written; `assets/src/filters.js` writes the same from the controls of a page."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote

LONGEST = 4000  # what follows is not read
AS_IT_IS = ",-!'()*"  # what browsers leave as well


@dataclass(frozen=True)
class Query:
    """Names with their values, in their order; a name may stand more than once."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, text: str) -> "Query":
        asked = text.removeprefix("?")[:LONGEST]
        return cls(tuple(parse_qsl(asked, keep_blank_values=True, errors="replace")))

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for name, _ in self.pairs))

    def values(self, name: str) -> list[str]:
        return [value for one, value in self.pairs if one == name]

    def first(self, name: str) -> str | None:
        return next(iter(self.values(name)), None)

    def without(self, *names: str) -> "Query":
        return Query(tuple(pair for pair in self.pairs if pair[0] not in names))

    def also(self, pairs: Iterable[tuple[str, str]]) -> "Query":
        return Query((*self.pairs, *pairs))

    def written(self) -> str:
        """Without `?`; empty when nothing is asked."""
        return "&".join(f"{quote(name)}={quote(value, safe=AS_IT_IS)}" for name, value in self.pairs)

    def after(self, path: str) -> str:
        return f"{path}?{self.written()}" if self.pairs else path
