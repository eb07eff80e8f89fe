"""How it reads who helps a member of a register: the city, the county in it, and for which years."""

from collections.abc import Iterable

from dashboard.exhibits.reading import name_of
from dashboard.exhibits.rows import Member, Partner
from dashboard.figures.words import Lang, in_clauses, listed, say, year_range


def years_of(partner: Partner, lang: Lang) -> str:
    """The years for which a pairing held; where no source states its beginning, the year that the source is of."""
    since, until, told = partner.since, partner.until, partner.told
    if since and until:
        return say("pairing.years", lang, years=year_range(since, until))
    if since:
        return say("pairing.since", lang, year=since)
    parts = [say("pairing.told", lang, year=told)] if told else []
    if until:
        parts.append(say("pairing.until", lang, year=until))
    if not parts and partner.sources:
        return say("pairing.undated", lang)
    return ("，" if lang == "zh" else ", ").join(parts)


def with_years(partner: Partner, lang: Lang) -> str:
    name, years = name_of(partner.area, lang), years_of(partner, lang)
    return say("pairing.named", lang, name=name, years=years) if years else name


def years_told(partners: Iterable[Partner], lang: Lang) -> str:
    """Each span once."""
    return listed(dict.fromkeys(filter(None, (years_of(one, lang) for one in partners))), lang)


def partners_text(member: Member, lang: Lang, *, plain: bool = False) -> str:
    """The partner city and, where one was found, the partner county in it; each with its years where it is plain, and
    else whether a pairing is inferred."""
    city, county = (
        listed(
            (
                with_years(one, lang) if plain else name_of(one.area, lang)
                for one in member.partners
                if one.level == level
            ),
            lang,
        )
        for level in ("city", "county")
    )
    if not city and not county:
        return say("county.no-partner", lang)
    text = f"{city} · {county or say('counties.no-county-partner', lang)}"
    guessed = any(one.evidence == "inferred" for one in member.partners)
    return text + say("counties.inferred", lang) if guessed and not plain else text


def partner_notes(member: Member, lang: Lang) -> str:
    """What a reader of its pairings must mind, after the name of whom it is about."""
    told: dict[str, list[str]] = {}
    for one in member.partners:
        if note := one.note_zh if lang == "zh" else one.note_en:
            told.setdefault(note, []).append(name_of(one.area, lang))
    return in_clauses(
        (say("pairing.note", lang, names=listed(names, lang), note=note) for note, names in told.items()),
        lang,
    )
