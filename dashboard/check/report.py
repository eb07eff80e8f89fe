"""The whole check of a package: its rows, what it declares, and all that is drawn of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.check.declarations import declaration_faults, figure_notes, named_notes
from dashboard.check.drawn import Drawn, as_faults, draw_all
from dashboard.package.load import Package, PackageError, load_package
from dashboard.package.remarks import Fault, Note, Reason, because
from dashboard.package.story import file_of
from dashboard.pages.exhibiting import exhibiting
from dashboard.render.site import Site

# Notes that a strict check takes for faults: a name that no row has, a text missing in a language that is offered, an
# exhibit that is empty with nothing chosen.
STRICT = ("relation.row", "declared.page", "text.missing", "drawn.empty")
STRICT_FAMILY = "named."
MOST_LISTED = 6  # ids in one note


@dataclass
class Report:
    faults: list[Fault] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    package: Package | None = None  # None where rows or declarations have faults
    drawn: Drawn | None = None


def check(directory: Path, *, strict: bool = False, quick: bool = False) -> Report:
    """A quick check draws the marks of the whole view only."""
    try:
        package = load_package(directory)
    except PackageError as error:
        return Report(faults=list(error.faults))
    if faults := declaration_faults(package):
        return Report(faults=faults, notes=list(package.notes))
    site = Site(package=package, texts={})
    drawn = draw_all(site, quick=quick)
    faults = list(as_faults(drawn.failures, package))
    notes = [*package.notes, *figure_notes(package), *named_notes(package), *drawn.notes]
    if not faults:
        notes += _further(site)
    if strict:
        told = [note for note in notes if _is_strict(note.reason)]
        notes = [note for note in notes if note not in told]
        faults += [Fault(one.file, one.reason, one.line, one.column, one.value) for one in told]
    return Report(faults, notes, package, drawn)


def _is_strict(reason: Reason) -> bool:
    """A figure that is left out counts where what it is made of is missing."""
    why = reason.values.get("why")
    absent = isinstance(why, Reason) and why.key == "figure.absent"
    return reason.key in STRICT or reason.key.startswith(STRICT_FAMILY) or absent


def _further(site: Site) -> Iterator[Note]:
    """The facts that no declared exhibit shows, by the page on which they stand."""
    story = site.package.story.pages
    declared = {one["key"] for page in story.values() for one in page.exhibits}
    for page in exhibiting(site) if story else ():
        others = (one for one in page.exhibits if one.key not in declared)
        ids = list(dict.fromkeys(fact for one in others for fact in one.select({}).fact_ids()))
        if ids:
            listed = ", ".join(ids[:MOST_LISTED]) + (" …" if len(ids) > MOST_LISTED else "")
            reason = because("drawn.further", count=len(ids), facts=listed)
            yield Note(file_of(page.key), reason)
