"""Citations of a figure to take away: as text to print, as BibTeX and as RIS.

A figure that a source states is cited by that source. One that is computed is cited by its formula, and then by the
sources of all that it was computed from.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from dashboard.exhibits.rows import members_of
from dashboard.exhibits.selection import member_sources
from dashboard.figures.cite import published, publisher
from dashboard.figures.computed import derive, figure_text, is_computed
from dashboard.figures.counts import is_count, parse_count
from dashboard.figures.words import Lang, Ref, has, in_clauses, say, text_of
from dashboard.package.model import Source
from dashboard.pages.parts import place_of
from dashboard.render.site import Site

YEAR = re.compile(r"\d{4}")
SPECIAL = re.compile(r"[\\{}$&%#_~^]")
WRITTEN = {"url", "author"}  # fields that are no plain text for BibTeX
NO_KEY = re.compile(r"[^A-Za-z0-9-]+")
IN_BIBTEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True)
class Record:
    """What is said, by the names of the catalogue, of one source; or of a computed figure, which no source states, so
    that the dashboard itself is cited."""

    key: str
    told: Mapping[str, str]
    stated: bool = True

    def lines(self, lang: Lang) -> Iterator[str]:
        colon = "：" if lang == "zh" else ": "
        return (f"{say(f'cite.{name}', lang)}{colon}{value}" for name, value in self.told.items())


def records(site: Site, ref: Ref, lang: Lang, origin: str) -> list[Record]:
    """The figure first, then what it was computed from, each once; raises KeyError for an unknown id."""
    package = site.package
    if ref.kind == "fact":
        return [_of_fact(site, ref.id, lang, origin)]
    found = derive(package, ref.id)
    told = {
        "figure": figure_text(package, ref, lang),
        "statement": found.label.pick(lang),
        "formula": found.formula.pick(lang),
        "caution": found.caution.pick(lang),
        **_of_site(site, f"{site.href('/', lang)}?derived={ref.id}", lang, origin),
    }
    parts = (
        _of_count(site, ref.id, lang) if is_count(ref.id) else _of_inputs(site, found.inputs, lang, origin)
    )
    made = [Record(ref.id, _said(told), stated=False), *parts]
    return list({one.key: one for one in made}.values())


def _of_inputs(site: Site, inputs: Iterable[str], lang: Lang, origin: str) -> Iterator[Record]:
    for one in inputs:
        yield from records(
            site, Ref("derived" if is_computed(site.package, one) else "fact", one), lang, origin
        )


def _of_fact(site: Site, fact_id: str, lang: Lang, origin: str) -> Record:
    fact = site.package.fact(fact_id)
    source = site.package.source(fact.source_id)
    told = {
        "figure": figure_text(site.package, Ref("fact", fact_id), lang),
        "printed": fact.printed,
        "statement": text_of(fact, "statement", lang),
        **_of_source(source, lang),
        "place": "" if fact.paragraph is None else place_of(fact, lang),
        **_of_site(site, f"{site.href('/sources', lang)}#fact-{fact_id}", lang, origin),
    }
    return Record(fact_id, _said(told))


def _of_count(site: Site, count_id: str, lang: Lang) -> Iterator[Record]:
    """The sources of the rows that were counted."""
    register, _ = parse_count(site.package, count_id)
    counted = set(derive(site.package, count_id).inputs)
    members = (one for one in members_of(site.package, register.key) if one.id in counted)
    for source_id in dict.fromkeys(chain.from_iterable(map(member_sources, members))):
        source = site.package.source(source_id)
        yield Record(source_id, _said(_of_source(source, lang)))


def _of_source(source: Source, lang: Lang) -> dict[str, str]:
    return {
        "title": title_of(source, lang),
        "publisher": publisher(source, lang),
        "published": published(source, lang),
        "address": source.address,
        "archived": source.archived,
        "accessed": str(source.accessed or ""),
        "read-in": _read_in(source, lang),
        "grade": say(f"grade.{source.grade}", lang),
        "about": text_of(source, "note", lang),
    }


def title_of(source: Source, lang: Lang) -> str:
    """The original title, then its translation; a title in brackets is of our own wording, not the original."""
    original, translated = source.title_zh, source.title_en
    if not original.startswith("（"):
        return f"{original} ({translated})" if lang == "en" else original
    if lang == "en":
        return translated
    return original if translated.startswith("(") else f"{translated}{original}"


def _read_in(source: Source, lang: Lang) -> str:
    """In words where the catalogue has some, else as the package says it."""
    key = f"read-in.{source.read_in.lower().replace(' ', '-')}"
    return say(key, lang) if has(key) else source.read_in


def _of_site(site: Site, path: str, lang: Lang, origin: str) -> dict[str, str]:
    data = say("cite.version", lang, site=site.name(lang), version=site.package.version)
    return {"data": data, "closed": str(site.package.site.date or ""), "link": origin + path}


def _said(told: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in told.items() if value}


# Forms --------------------------------------------------------------------------------------------------------


def as_text(found: Iterable[Record], lang: Lang) -> str:
    return "\n\n".join("\n".join(one.lines(lang)) for one in found) + "\n"


def as_bibtex(found: Iterable[Record], lang: Lang) -> str:
    return "\n".join(_bibtex(one, lang) for one in found)


def _bibtex(record: Record, lang: Lang) -> str:
    about = _about(record)
    about["note"] = in_clauses((line.rstrip("。.") for line in record.lines(lang)), lang)
    if about["author"]:  # the braces keep a publisher's name whole; without them it is read as a person's
        about["author"] = f"{{{_in_bibtex(about['author'])}}}"
    escaped = {
        name: value if name in WRITTEN else _in_bibtex(value) for name, value in about.items() if value
    }
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in escaped.items())
    return f"@misc{{{NO_KEY.sub('-', record.key)},\n{fields}}}\n"


def _in_bibtex(text: str) -> str:
    return SPECIAL.sub(lambda found: IN_BIBTEX.get(found[0], f"\\{found[0]}"), text)


def as_ris(found: Iterable[Record], lang: Lang) -> str:
    """Lines end as the format wants it."""
    return "".join(f"{line}\r\n" for one in found for line in _ris(one, lang))


def _ris(record: Record, lang: Lang) -> Iterator[str]:
    about = _about(record)
    tags = {"TI": "title", "PB": "author", "PY": "year", "UR": "url", "Y2": "urldate"}
    yield "TY  - GEN"
    yield from (f"{tag}  - {about[name]}" for tag, name in tags.items() if about[name])
    yield from (f"N1  - {line}" for line in record.lines(lang))
    yield "ER  - "


def _about(record: Record) -> dict[str, str]:
    """The fields that programs of references know."""
    title, date, address = (
        ("title", "published", "address") if record.stated else ("statement", "closed", "link")
    )
    year = YEAR.search(record.told.get(date, ""))
    return {
        "title": record.told[title],
        "author": record.told.get("publisher", ""),
        "year": year[0] if year else "",
        "url": record.told.get(address, ""),
        "urldate": record.told.get("accessed", ""),
    }


@dataclass(frozen=True, kw_only=True)
class CitationForm:
    ending: str
    mimetype: str
    write: Callable[[Iterable[Record], Lang], str]


FORMS = (
    CitationForm(ending="txt", mimetype="text/plain", write=as_text),
    CitationForm(ending="bib", mimetype="application/x-bibtex", write=as_bibtex),
    CitationForm(ending="ris", mimetype="application/x-research-info-systems", write=as_ris),
)
