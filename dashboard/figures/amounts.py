"""How a traceable figure reads: the amount of a fact, of a derived figure, or of a row of a facts frame."""

from dashboard.figures import words
from dashboard.figures.cite import derive
from dashboard.figures.words import Amount, Lang, Ref
from dashboard.package.load import Package


def figure_amount(package: Package, ref: Ref, lang: Lang) -> Amount:
    """The amount a fact or a derived figure stands for; raises KeyError for an unknown id."""
    if ref.kind == "fact":
        return words.fact_amount(package.fact(ref.id), lang)
    found = derive(package, ref.id)
    return words.amount(found.value, found.derived.unit_zh, lang)


def figure_text(package: Package, ref: Ref, lang: Lang) -> str:
    return str(figure_amount(package, ref, lang))
