"""The members of a register as rows of a sheet: where each lies, what its columns hold and rest on, who helps it."""

from collections.abc import Iterator, Sequence

from dashboard.exhibits.members import evidence_of, value_text
from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import Member, members_of
from dashboard.figures.words import Lang, say
from dashboard.files.tables import Grid, Value
from dashboard.files.used import Users
from dashboard.package.load import Package
from dashboard.package.site import Column, Register

Cells = Iterator[tuple[str, Value]]  # a heading, and what stands below it


def grid_of_members(
    package: Package, register: Register, users: Users, said: dict[str, str], lang: Lang
) -> Grid | None:
    """`said` has what the sheet says of the exhibits that use each member; None where none is used."""
    members = [one for one in members_of(package, register.key) if one.id in users]
    if not members:
        return None
    most = max(len(_partners(one, "county", lang)) for one in members)
    rows = [[*_cells(register, one, most, lang), (_head("users", lang), said[one.id])] for one in members]
    return Grid(
        tuple(head for head, _ in rows[0]), tuple(tuple(value or None for _, value in row) for row in rows)
    )


def _head(name: str, lang: Lang) -> str:
    return say(f"sheet.column.{name}", lang)


def _cells(register: Register, member: Member, most: int, lang: Lang) -> Cells:
    yield _head("id", lang), member.id
    yield _head("name", lang), name_of(member.area, lang)
    places = ("province", "prefecture") if register.of == "receivers" else ("prefecture",)
    for column, level in zip(places, ("province", "city")[-len(places) :], strict=True):
        area = member.enclosing(level)
        yield say(f"register.{column}", lang), name_of(area, lang) if area else ""
    for one in register.columns:
        yield one.name.pick(lang), _value(member, one, lang)
        yield _evidence_head(one.name.pick(lang), lang), _evidence(evidence_of(member, one.key), lang)
    if register.of == "receivers":
        yield from _helped(member, most, lang)
    membership = str(member.cells.get("member_evidence", ""))
    yield say("register.member", lang, register=register.name.pick(lang)), _evidence(membership, lang)
    yield _head("note", lang), str(member.cells.get(f"note_{lang}", ""))


def _value(member: Member, column: Column, lang: Lang) -> Value:
    """A year as a number, all else in words."""
    cell = member.value(column.key)
    if column.type == "year" and cell.isdigit():
        return int(cell)
    return value_text(member, column, lang, plain=True)


def _helped(member: Member, most: int, lang: Lang) -> Cells:
    """Partner counties have cells of their own, as many as the member with most of them needs."""
    partner = say("register.partner-city", lang)
    cities = _partners(member, "city", lang)
    yield partner, ("、" if lang == "zh" else ", ").join(cities) or say("county.no-partner", lang)
    counties = _partners(member, "county", lang)
    for at, name in enumerate([*counties, *[""] * (most - len(counties))], 1):
        yield say("sheet.column.partner", lang, number=at), name
    evidence = member.partners[0].evidence if member.partners else "unknown"
    yield _evidence_head(partner, lang), _evidence(evidence, lang)


def _partners(member: Member, level: str, lang: Lang) -> Sequence[str]:
    return [name_of(one.area, lang) for one in member.partners if one.level == level]


def _evidence_head(name: str, lang: Lang) -> str:
    return say("sheet.column.evidence-of", lang, name=name)


def _evidence(evidence: str, lang: Lang) -> str:
    return say(f"evidence.{evidence}", lang) if evidence else ""
