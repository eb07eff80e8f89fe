"""What a check notes of the figures of a package: those that cannot be computed, and those that texts only name."""

from collections.abc import Iterator

from dashboard.figures.computed import why_not
from dashboard.figures.words import figures_in
from dashboard.package.load import Package
from dashboard.package.remarks import Note, because

# Columns whose texts may mention figures.
TELLING = {
    "cases": ("remark_zh", "remark_en"),
    "glossary": ("text_zh", "text_en"),
}


def figure_notes(package: Package) -> list[Note]:
    return [*_computed(package), *_checks(package), *_mentions(package)]


def _computed(package: Package) -> Iterator[Note]:
    table = package.tables["computed"]
    for line, one in zip(table.lines, table.columns["computed_id"], strict=True):
        if reason := why_not(package, one):
            yield Note("computed.csv", line, "computed_id", one, because("figure.left-out", why=reason))


def _checks(package: Package) -> Iterator[Note]:
    table = package.tables["checks"]
    for line, check_id in zip(table.lines, table.columns["check_id"], strict=True):
        check = package.check(check_id)
        reasons = [why_not(package, one) for one in (*check.left, check.right)]
        if reason := next(filter(None, reasons), None):
            yield Note("checks.csv", line, "check_id", check_id, because("figure.left-out", why=reason))


def _mentions(package: Package) -> Iterator[Note]:
    for name, columns in TELLING.items():
        table = package.tables[name]
        for column in columns:
            for line, text in zip(table.lines, table.columns[column], strict=True):
                for ref in figures_in(text):
                    if ref.id not in package.tables["facts"].index and (reason := why_not(package, ref.id)):
                        yield Note(
                            f"{name}.csv", line, column, ref.id, because("figure.mentioned", why=reason)
                        )
