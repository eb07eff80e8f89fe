"""The few tags that labels of a plot are written with, read into runs of text."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from dashboard.export.deck_canvas import Run

_SIZE = re.compile(r"font-size:\s*([\d.]+)px")
_COLOUR = re.compile(r"color:\s*var\(--([\w-]+)\)")


def read_markup(text: str, base: Run) -> list[list[Run]]:
    """Lines of runs; `base` gives what no tag changes, and sizes in `text` are pixels of `base.size`'s scale."""
    reader = _Reader(base)
    reader.feed(text)
    reader.close()
    return reader.lines


def plain_markup(text: str, between: str = " ") -> str:
    """The words of a label alone."""
    lines = read_markup(text, Run(text="", size=1))
    return between.join("".join(run.text for run in line) for line in lines).strip()


class _Reader(HTMLParser):
    def __init__(self, base: Run) -> None:
        super().__init__()
        self.lines: list[list[Run]] = [[]]
        self._looks = [base]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        self._looks.append(_styled(self._looks[-1], tag, dict(attrs).get("style") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and len(self._looks) > 1:
            self._looks.pop()

    def handle_data(self, data: str) -> None:
        self.lines[-1].append(replace(self._looks[-1], text=data))


def _styled(look: Run, tag: str, style: str) -> Run:
    size, colour = _SIZE.search(style), _COLOUR.search(style)
    return replace(
        look,
        bold=look.bold or tag == "b",
        italic=look.italic or tag == "i",
        computed=look.computed or "underline dotted" in style,
        size=float(size[1]) if size else look.size,
        colour=colour[1] if colour else look.colour,
    )
