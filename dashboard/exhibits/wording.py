"""Sentences of a package with their figures in them.

A sentence may hold FIGURES, which stay traceable when they are shown, and VALUES, words of the rows on show;
`{n:county|counties}` is a number with its noun. A sentence of which anything is missing is not told.
"""

import re
from collections.abc import Iterable, Mapping

from dashboard.figures.computed import figure_text
from dashboard.figures.words import Lang, Mention, Prose, Ref, figure_ref
from dashboard.package.load import Package
from dashboard.package.site import Wording

PLACEHOLDER = re.compile(r"\{([a-z]+)(?::([^{}]*))?\}")
# What a sentence may hold, and what stands there.
FIGURES: Mapping[str, str] = {
    "fact": "`{fact:ID}`: a figure of `facts.csv`",
    "computed": "`{computed:ID}`: a figure of `computed.csv`",
    "count": "`{count:REGISTER CRITERIA}`: the members of a register, by its `ref`, that meet criteria such as "
    "`by=YEAR;class=VALUE`",
}
VALUES: Mapping[str, str] = {
    "n": "how many rows are on show; `{n:county|counties}` is the number with its noun",
    "total": "how many there are where nothing is chosen",
    "stated": "on a page of cases, how many of those on show have a figure",
    "scope": "the choices that the exhibit follows",
    "unit": "the unit, where all figures have the same",
    "area": "the area, where all figures are for the same",
    "amount": "the figure, where there is but one",
    "years": "the first and the last year of the figures",
    "first": "the first year",
    "last": "the last year",
    "dates": "all years of the figures",
    "top": "the theme with most cases, where one has more than any other",
}

Values = Mapping[str, str | int]


def figures_in(text: str) -> tuple[Ref, ...]:
    """The figures that a sentence mentions."""
    found = PLACEHOLDER.finditer(text)
    return tuple(figure_ref(one[1], one[2] or "") for one in found if one[1] in FIGURES)


def prose_for(text: str, package: Package, lang: Lang, values: Values | None = None) -> Prose | None:
    """The sentence with its figures; None where one of them is missing."""
    runs: list[str | Mention] = []
    rest = 0
    for match in PLACEHOLDER.finditer(text):
        run = _run(match, package, lang, values or {})
        if run is None:
            return None
        runs += [text[rest : match.start()], run]
        rest = match.end()
    return tuple(run for run in (*runs, text[rest:]) if run)


def _run(match: re.Match[str], package: Package, lang: Lang, values: Values) -> str | Mention | None:
    if match[1] in FIGURES:
        ref = figure_ref(match[1], match[2] or "")
        try:
            return Mention(figure_text(package, ref, lang), ref)
        except (KeyError, ValueError):  # the rows have no such figure, or it has no number to compute with
            return None
    value = values.get(match[1])
    if value is None or match[2] is None:
        return None if value is None else str(value)
    one, _, several = match[2].partition("|")
    return f"{value} {several if several and value != 1 else one}"


def sentence_for(text: Wording, package: Package, lang: Lang, values: Values | None = None) -> Prose | None:
    """The sentence with its figures; None where there is none, or one of its figures is missing."""
    return prose_for(text.pick(lang), package, lang, values) if text else None


def scoped(name: Wording, values: Values, lang: Lang) -> str:
    """A name, and the choices in force where there are any."""
    return " · ".join(filter(None, (name.pick(lang), str(values.get("scope", "")))))


def all_told(texts: Iterable[Wording], package: Package, lang: Lang, values: Values | None = None) -> Prose:
    """Those of several sentences that can be told, one after the other."""
    found: list[str | Mention] = []
    for text in texts:
        if prose := sentence_for(text, package, lang, values):
            found += [*(" " if found and lang == "en" else ""), *prose]
    return tuple(found)


SENTENCE = re.compile(r".+?(?:[。！？]|[.!?] |$)", re.DOTALL)


def sentences_told(text: str, package: Package, lang: Lang) -> Prose:
    """Of a text its sentences that can be told."""
    found = (prose_for(sentence, package, lang) for sentence in SENTENCE.findall(text))
    return tuple(run for sentence in found if sentence for run in sentence)
