"""The notes of a text: a number for each source and place in it, each computed figure and each register, as they are
first cited."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.exhibits.filters import Query
from dashboard.figures.cite import published, publisher
from dashboard.figures.computed import derive
from dashboard.figures.words import Lang, Mention, Prose, Ref, all_of, grade_letter, say, text_of
from dashboard.files.word import Note, Paragraph, Said
from dashboard.package.model import Fact
from dashboard.pages.parts import ref_of
from dashboard.pages.view import ExportContext, Item
from dashboard.render.site import Site

STOPS = {"zh": ("。", "；", "！", "？"), "en": (". ", "! ", "? ")}


class Notes:
    """`texts` are the notes so far."""

    def __init__(self, site: Site, lang: Lang, context: ExportContext) -> None:
        self.texts: list[Note] = []
        self._site, self._lang, self._context = site, lang, context
        self._numbers: dict[tuple[str, str], int] = {}

    def paragraph(self, item: Item, prose: Prose) -> Paragraph:
        """Its sentences, each with the notes of the figures in it."""
        return tuple(
            Said(text, self.of(item, refs)) for text, refs in sentences(prose, self._lang) if text.strip()
        )

    def of(self, item: Item, refs: Iterable[Ref]) -> tuple[int, ...]:
        numbers = (self._of(item, ref) for ref in dict.fromkeys(refs))
        return tuple(dict.fromkeys(number for found in numbers for number in found))

    def of_fact(self, fact: Fact) -> tuple[int, ...]:
        return (self._of_source(fact.source_id, self._place([fact.paragraph] if fact.paragraph else [])),)

    def of_rows(self, item: Item) -> tuple[int, ...]:
        """What all rows of an exhibit rest on: members on their register, the others on their sources."""
        selection = item.shown(self._lang).selection
        if selection.member_ids():
            return (self._of_register(item),)
        document = self._site.package.site.document
        place = self._place(selection.paragraphs)
        return tuple(self._of_source(one, place if one == document else "") for one in selection.sources)

    def _place(self, paragraphs: Sequence[int]) -> str:
        if not paragraphs:
            return ""
        key = "briefing.paragraphs" if len(paragraphs) > 1 else "briefing.paragraph"
        return say(key, self._lang, paragraphs=all_of([str(one) for one in paragraphs], self._lang))

    def _of(self, item: Item, ref: Ref) -> tuple[int, ...]:
        match ref.kind:
            case "fact":
                return self.of_fact(self._site.package.fact(ref.id))
            case "derived":
                return (self._of_computed(item, ref),)
        return self.of_rows(item)

    def _of_computed(self, item: Item, ref: Ref) -> int:
        """Its formula, and the notes of what it is computed from; of a count the page that tells what was counted."""
        package, lang = self._site.package, self._lang
        found = derive(package, ref.id)
        inputs = () if found.operation == "count" else (ref_of(package, one) for one in found.inputs)
        numbers = self.of(item, inputs)
        rests = (
            say("briefing.rests-on", lang, notes="".join(f"[{one}]" for one in numbers)) if numbers else ""
        )
        told = {"label": found.label.pick(lang), "formula": found.formula.pick(lang), "rests": rests}
        page = item.page_href(self._site, lang)
        proof = Query.read(page.partition("?")[2]).also([(ref.kind, ref.id)]).after(page.partition("?")[0])
        return self._number(("derived", ref.id), say("briefing.computed", lang, **told), self._address(proof))

    def _of_register(self, item: Item) -> int:
        lang, selection = self._lang, item.shown(self._lang).selection
        register = next(one for one in self._site.package.site.registers if one.key == selection.register_key)
        told = {"register": register.name.pick(lang), "count": len(selection.sources)}
        address = self._address(item.href(self._site, lang))
        return self._number(("register", register.key), say("briefing.register", lang, **told), address)

    def _of_source(self, source_id: str, place: str) -> int:
        """Told in full once; of another place in it, which note that is."""
        lang, source = self._lang, self._site.package.source(source_id)
        known = next((number for (name, _), number in self._numbers.items() if name == source_id), None)
        if known is not None and (source_id, place) not in self._numbers:
            told = say("briefing.same", lang, note=known, place=place or say("briefing.whole", lang))
            return self._number((source_id, place), told)
        about = (
            publisher(source, lang),
            published(source, lang),
            say("briefing.grade", lang, grade=grade_letter(source.grade, lang)),
            place,
        )
        told = say("briefing.source", lang, title=text_of(source, "title", lang), about=self._listed(about))
        return self._number((source_id, place), told, source.address)

    def _listed(self, parts: Iterable[str]) -> str:
        return ("，" if self._lang == "zh" else ", ").join(filter(None, parts))

    def _number(self, key: tuple[str, str], text: str, address: str = "") -> int:
        if key not in self._numbers:
            self.texts.append(Note(text, address))
            self._numbers[key] = len(self.texts)
        return self._numbers[key]

    def _address(self, path: str) -> str:
        return self._context.origin + path


def sentences(prose: Prose, lang: Lang) -> Iterator[tuple[str, list[Ref]]]:
    """A text parted behind its stops, each part with what its figures lead to."""
    text, refs = "", list[Ref]()
    for run in prose:
        if isinstance(run, Mention):
            text += run.text
            refs.append(run.ref)
            continue
        for part in _parted(run, lang):
            text += part
            if part.endswith(STOPS[lang]):
                yield text, refs
                text, refs = "", []
    yield text, refs


def _parted(text: str, lang: Lang) -> Iterator[str]:
    while found := [at + len(stop) for stop in STOPS[lang] if (at := text.find(stop)) >= 0]:
        yield text[: min(found)]
        text = text[min(found) :]
    yield text
