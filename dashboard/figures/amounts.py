"""How a traceable figure reads: the amount of a fact, of a derived figure, or of a row of a facts frame."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

import pandas as pd

from dashboard.figures import words
from dashboard.figures.cite import derive
from dashboard.figures.words import Amount, Lang, Prose, Ref
from dashboard.package.load import Package
from dashboard.package.model import Qualifier

SENTENCE = re.compile(r".+?(?:[。！？]|[.!?] |$)", re.DOTALL)


def figure_amount(package: Package, ref: Ref, lang: Lang) -> Amount:
    """The amount a fact or a derived figure stands for; raises KeyError for an unknown id."""
    if ref.kind == "fact":
        return words.fact_amount(package.fact(ref.id), lang)
    found = derive(package, ref.id)
    return words.amount(found.value, found.derived.unit_zh, lang)


def figure_text(package: Package, ref: Ref, lang: Lang) -> str:
    return str(figure_amount(package, ref, lang))


def told(package: Package, key: str, lang: Lang) -> Prose:
    """The sentence of a key, its figures written as the data gives them."""
    return words.prose(key, lang, lambda ref, language: figure_text(package, ref, language))


def told_text(package: Package, text: str, lang: Lang) -> Prose:
    """A text of the package; a figure that the package does not have takes its sentence with it."""
    runs: list[str | words.Mention] = []
    for sentence in SENTENCE.findall(text):
        try:
            runs += words.prose_of(sentence, lang, lambda ref, language: figure_text(package, ref, language))
        except KeyError:
            continue
    return tuple(runs)


def row_amount(row: Mapping[Any, Any], lang: Lang) -> Amount:
    """The amount of one row of a facts frame (columns value, unit, qualifier, printed, printed_en)."""
    return words.stated_amount(
        value=None if pd.isna(row["value"]) else Decimal(repr(float(row["value"]))).normalize(),
        unit=row["unit"],
        qualifier=cast(Qualifier, row["qualifier"]),
        printed=row["printed"],
        printed_en=row["printed_en"],
        lang=lang,
    )
