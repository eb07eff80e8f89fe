"""How a traceable figure reads: the amount of a fact, of a derived figure, or of a row of a facts frame."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

import pandas as pd

from dashboard.figures import words
from dashboard.figures.cite import derive
from dashboard.figures.words import Amount, Lang, Ref
from dashboard.package.load import Package
from dashboard.package.model import Qualifier


def figure_amount(package: Package, ref: Ref, lang: Lang) -> Amount:
    """The amount a fact or a derived figure stands for; raises KeyError for an unknown id."""
    if ref.kind == "fact":
        return words.fact_amount(package.fact(ref.id), lang)
    found = derive(package, ref.id)
    return words.amount(found.value, found.derived.unit_zh, lang)


def figure_text(package: Package, ref: Ref, lang: Lang) -> str:
    return str(figure_amount(package, ref, lang))


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
