"""What the dashboard says, as JSON: the record that stands in `tests/golden`, and how two records differ.

Everything is read as a browser gets it: pages and files by address, proofs from the callback endpoint. No room of
`dashboard` is imported, so the record outlives whatever is rebuilt behind these addresses.

A text has a line for each heading, paragraph, item, and row of a table, cells parted by ` | `. What can be opened
stands in it as `[text](target marks "hover")`, such as `[2000人以上](fact:pingshan-poor-jobs at_least planned)` or
`[案例](/cases)`; the marks of a plot have the same form, the text being what shows when one is pointed at.

The version of the data stands as `{version}`, and nothing tells the day.
"""

import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient

from tests.http.conftest import Callbacks

GOLDEN = Path(__file__).resolve().parent / "golden"
PREFIXES = {"zh": "", "en": "/en"}
PAGES = ("/", "/in-province", "/east-west", "/cases")  # those with exhibits
OTHERS = ("/sources", "/nowhere")
SEARCHES = ("县", "a", "nothing of that name")

Tree = Any  # a component as Dash writes it, a text, nothing, or a list of these
Props = Mapping[str, Any]
Record = dict[str, Any]  # by unit: an exhibit, a page, a kind of proof ...


@dataclass(frozen=True)
class Page:
    title: str
    description: str
    tree: Tree


@dataclass(frozen=True)
class Dashboard:
    """The running dashboard; pages without a query are read once."""

    client: FlaskClient
    _read: dict[str, Page] = field(default_factory=dict)

    @cached_property
    def version(self) -> str:
        return str(self.client.get("/readyz").get_json()["data_version"])

    def text(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code < 500, f"{address} answers {answer.status_code}"
        return self.timeless(answer.get_data(as_text=True))

    def timeless(self, text: str) -> str:
        return text.replace(self.version, "{version}")

    def page(self, address: str) -> Page:
        if "?" in address:
            return read_page(self.text(address))
        if address not in self._read:
            self._read[address] = read_page(self.text(address))
        return self._read[address]

    def proof(self, kind: str, ref_id: str, lang: str) -> list[str]:
        request = {"kind": kind, "id": ref_id, "lang": lang}
        answer = Callbacks(self.client).post("proof-body.children", {"proof-request.data": request})
        assert answer.status_code == 200, f"the proof of {kind}:{ref_id} answers {answer.status_code}"
        told = json.loads(self.timeless(answer.get_data(as_text=True)))
        return blocks(told["response"]["proof-body"]["children"])


def read_page(document: str) -> Page:
    def one(pattern: str) -> str:
        found = re.search(pattern, document, re.DOTALL)
        assert found, f"no {pattern} in the page"
        return found[1]

    return Page(
        title=html.unescape(one(r"<title>(.*?)</title>")),
        description=html.unescape(one(r'<meta name="description" content="(.*?)"')),
        tree=json.loads(one(r'<script id="first-layout"[^>]*>(.*?)</script>')),
    )


# Components ---------------------------------------------------------------------------------------------------


def components(tree: Tree) -> list[Any]:
    """Every component, a parent before its children."""
    if isinstance(tree, list):
        return [one for child in tree for one in components(child)]
    return [tree, *components(tree["props"].get("children"))] if isinstance(tree, dict) else []


def of_type(tree: Tree, kind: str) -> list[Any]:
    return [one for one in components(tree) if one["type"] == kind]


def with_class(tree: Tree, name: str) -> list[Any]:
    return [one for one in components(tree) if name in classes(one["props"])]


def with_id(tree: Tree, name: str) -> list[Any]:
    return [one for one in components(tree) if one["props"].get("id") == name]


def classes(props: Props) -> list[str]:
    return (props.get("className") or "").split()


def without(tree: Tree, left_out: Callable[[Any], bool]) -> Tree:
    """The tree but for the components that are left out."""
    if isinstance(tree, list):
        return [without(one, left_out) for one in tree]
    if not isinstance(tree, dict):
        return tree
    if left_out(tree):
        return None
    return {
        **tree,
        "props": {**tree["props"], "children": without(tree["props"].get("children"), left_out)},
    }


# Their text ---------------------------------------------------------------------------------------------------

INLINE = {"A", "Code", "Label", "Link", "Mark", "Small", "Strong"}
APART = {"Button", "Kbd", "Span"}  # inline too, but a word of its own where it is no part of a figure
UNSEEN = {"Store", "Location"}
REFS = ("fact", "derived", "county", "case")
ONE_REF = re.compile(r"\]\(((?:" + "|".join(REFS) + r"):[^ )]+)")
PLAIN_MARKS = {"is-exact", "is-actual", "is-empty"}  # nothing is drawn for these


def blocks(tree: Tree) -> list[str]:
    """The text of a tree, line by line."""
    return _lines("".join(_pieces(tree, (), glued=False)))


def line(tree: Tree) -> str:
    return " / ".join(blocks(tree))


def tidy(text: str) -> str:
    return " ".join(text.split())


def refs(record: Any) -> list[str]:
    """What the figures and marks of a record lead to, in their order."""
    return ONE_REF.findall(json.dumps(record, ensure_ascii=False))


def _lines(text: str) -> list[str]:
    """Things to open that stand side by side get a line each."""
    lines = (tidy(one) for one in re.sub(r"\) *\[", ")\n[", text).split("\n"))
    return [one for one in lines if one]


def _pieces(tree: Tree, marks: tuple[str, ...], *, glued: bool) -> Iterator[str]:
    """Texts and ends of lines; `marks` are those of what the tree stands in; parts of one figure are glued."""
    if isinstance(tree, list):
        for one in tree:
            yield from _pieces(one, marks, glued=glued)
    elif isinstance(tree, dict):
        yield from _component(tree["type"], tree["props"], (*marks, *_marks(tree["props"])), glued)
    elif tree is not None:
        yield re.sub(r"\s+", " ", str(tree))


def _component(kind: str, props: Props, marks: tuple[str, ...], glued: bool) -> Iterator[str]:
    space = "" if glued or _target(props).startswith(REFS) else " "
    if kind in UNSEEN:
        return
    if kind == "Br":
        yield " / "
    elif kind == "Tr":
        yield f"\n{' | '.join(_cell(one, marks) for one in props['children'])}\n"
    elif "options" in props:
        yield "\n" + " ".join(f"[{one['label']}]({one['value']})" for one in props["options"]) + "\n"
    elif kind == "Input":
        yield f"\n{props.get('placeholder', '')}\n"
    elif kind == "Div" and props.get("role") == "img":
        yield f"\n{props.get('aria-label', '')}\n"
    elif kind in INLINE or "unbroken" in classes(props):
        yield from _opened(props, marks, glued)
    elif kind in APART:
        yield from (space, *_opened(props, marks, glued), space)
    else:
        yield from ("\n", *_opened(props, marks, glued), "\n")


def _cell(tree: Tree, marks: tuple[str, ...]) -> str:
    return "; ".join(_lines("".join(_pieces(tree, marks, glued=False))))


def _opened(props: Props, marks: tuple[str, ...], glued: bool) -> Iterator[str]:
    """What stands in a component, with what it opens if it does."""
    target = _target(props)
    if not target:
        yield from _pieces(props.get("children"), marks, glued=glued)
        return
    is_figure = target.startswith(REFS)
    inside = "".join(_pieces(props.get("children"), () if is_figure else marks, glued=is_figure or glued))
    about = [target, *(marks if is_figure else ()), *([f'"{props["title"]}"'] if "title" in props else [])]
    yield f"[{' / '.join(_lines(inside))}]({' '.join(about)})"


def _target(props: Props) -> str:
    for kind in REFS:
        if f"data-{kind}" in props:
            return f"{kind}:{props[f'data-{kind}']}"
    if "data-filter-name" in props:
        return f"filter:{props['data-filter-name']}={props['data-filter-value']}"
    return str(props.get("href") or props.get("data-copy") or "")


def _marks(props: Props) -> Iterator[str]:
    """How a figure is drawn, as its class names tell: planned, at least, computed, a kind of county ..."""
    for name in classes(props):
        if name.startswith(("is-", "look-")) and name not in PLAIN_MARKS:
            yield name.partition("-")[2]
        elif name == "dotted":
            yield name


# Plots --------------------------------------------------------------------------------------------------------


def plots(tree: Tree) -> dict[str, Any]:
    """The plots in a tree, by the key of their exhibit."""
    stores = [one["props"] for one in of_type(tree, "Store") if isinstance(one["props"].get("id"), dict)]
    return {
        one["id"]["key"]: one["data"] for one in stores if one["id"].get("role") == "plot" and one["data"]
    }


def plot_record(data: Any) -> Record:
    traces, layout = data["figure"]["data"], data["figure"]["layout"]
    is_map = any("shapes" in trace for trace in traces)
    names = [name for trace in traces for name in (trace.get("name"), *trace.get("meta", ())) if name]
    record: Record = {
        "marks": [mark for trace in traces for mark in _plot_marks(trace)],
        "names": list(dict.fromkeys(names)),
        "labels": [tidy_label(text) for trace in traces for text in _drawn_texts(trace) if text.strip()],
        "annotations": _annotations(layout),
        "places": [] if is_map else [place for trace in traces for place in _places(trace)],
        "ticks": _ticks(layout),
        "narrow": [*_annotations(data["narrow"]), *_ticks(data["narrow"])],
    }
    return {name: value for name, value in record.items() if value}


def tidy_label(text: str) -> str:
    """The text of a label or a hover, which plotly takes as HTML of its own kind."""
    return tidy(html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"<br ?/?>", " / ", text))))


def _plot_marks(trace: Any) -> Iterator[str]:
    hovers = _hovers(trace, len(trace.get("customdata", ())))
    for ref, hover in zip(trace.get("customdata", ()), hovers, strict=True):
        if ref is not None:
            yield f"[{tidy_label(hover)}]({ref})"


def _places(trace: Any) -> Iterator[str]:
    """Where the marks stand along the axes."""
    axes = [trace[name] for name in ("x", "y", "base") if isinstance(trace.get(name), list)]
    for ref, *place in zip(trace.get("customdata", ()), *axes, strict=False):
        if ref is not None:
            yield " ".join(f"{one:.6g}" if isinstance(one, float) else str(one) for one in place)


def _hovers(trace: Any, count: int) -> list[str]:
    texts = _each(trace.get("hovertext") or trace.get("text") or "", count)
    if template := trace.get("hovertemplate"):
        pairs = zip(_each(template, count), texts, strict=True)
        return [one.replace("%{text}", text) for one, text in pairs]
    told = trace.get("hoverinfo", "all")
    by_page = told == "none" and "text" not in trace.get("mode", "")  # by a tooltip of its own
    return texts if by_page or "text" in told else [""] * count


def _each(value: Any, count: int) -> list[str]:
    """Plotly takes one text for all points, or one a point."""
    return [value] * count if isinstance(value, str) else list(value)


def _drawn_texts(trace: Any) -> list[str]:
    is_drawn = "text" in trace.get("mode", "") or trace.get("textposition", "none") != "none"
    return _each(trace.get("text", []), len(trace.get("x", ()))) if is_drawn else []


def _annotations(layout: Any) -> list[str]:
    texts = (tidy_label(one.get("text", "")) for one in layout.get("annotations", ()))
    return [text for text in texts if text]


def _ticks(layout: Any) -> list[str]:
    """What is written along each axis."""
    found = []
    for name, axis in layout.items():
        if re.fullmatch(r"[xy]axis\d*", name) and axis.get("showticklabels", True):
            texts = axis.get("ticktext") or axis.get("tickvals") or []
            found += [f"{name}: " + " | ".join(tidy_label(str(one)) for one in texts)] if texts else []
    return found


# Exhibits and pages -------------------------------------------------------------------------------------------


def figures(page: Page) -> dict[str, Any]:
    """The exhibits of a page, in their order."""
    return {
        one["props"]["id"].removeprefix("x-"): one for one in of_type(page.tree, "Figure") if is_exhibit(one)
    }


def is_exhibit(component: Any) -> bool:
    return component["type"] == "Figure" and str(component["props"].get("id")).startswith("x-")


def exhibits(dashboard: Dashboard, lang: str) -> Record:
    record: Record = {}
    for path in PAGES:
        address = PREFIXES[lang] + path
        for key, figure in figures(dashboard.page(address)).items():
            record[key] = exhibit_record(key, figure, path)
        for query in _emptying(dashboard.page(address)):
            for key, figure in figures(dashboard.page(f"{address}?{query}")).items():
                if said := line(with_class(figure, "empty")):
                    record[key].setdefault("empty", {})[query] = said
    return record


def _emptying(page: Page) -> list[str]:
    """The choices that leave least of a page, one a filter."""
    return [
        f"{name}={quote(_single_choices(kind, values)[-1 if kind == 'text' else 0])}"
        for name, kind, values in _filters(page)
    ]


def exhibit_record(key: str, figure: Any, path: str) -> Record:
    plot = plots(figure).get(key)
    record: Record = {
        "page": path,
        "class": figure["props"]["className"],
        "finding": line(with_id(figure, f"x-{key}-finding")),
        "subtitle": line(with_class(figure, "subtitle")),
        "legend": blocks(with_class(figure, "legend")),
        "alt": " ".join(one["props"].get("aria-label", "") for one in with_class(figure, "plot")),
        "drawing": blocks(with_id(figure, f"x-{key}-body")),
        **(plot_record(plot) if plot else {}),
        "notes": blocks(with_class(figure, "note")),
        "sources": line(with_class(figure, "source-line")),
        "tools": blocks([with_class(figure, "downloads"), of_type(figure, "Summary")]),
        "table": blocks(of_type(of_type(figure, "Details"), "Table")),
        "sorting": [" | ".join(keys) for keys in map(_sort_keys, of_type(figure, "Tr")) if any(keys)],
    }
    return {name: value for name, value in record.items() if value}


def _sort_keys(row: Any) -> list[str]:
    return [one["props"].get("data-sort", "") for one in row["props"]["children"]]


def pages(dashboard: Dashboard, lang: str) -> Record:
    """What stands on pages besides their exhibits, and the pages of cases."""
    prefix = PREFIXES[lang]
    cases = dict.fromkeys(
        one["props"]["href"].removeprefix(prefix)
        for one in of_type(dashboard.page(f"{prefix}/cases").tree, "Link")
        if one["props"]["href"].startswith(f"{prefix}/cases/")
    )
    return {path: page_record(dashboard.page(prefix + path)) for path in (*PAGES, *cases, *OTHERS)}


def page_record(page: Page) -> Record:
    main = of_type(page.tree, "Main")
    own = without(main, lambda one: is_exhibit(one) or _is_named_section(one))
    record: Record = {
        "title": page.title,
        "description": page.description,
        "header": blocks(of_type(page.tree, "Header")),
        "filters": blocks(with_class(page.tree, "filters")),
        "main": blocks(own),
        "sections": {one["props"]["id"]: blocks(one) for one in components(main) if _is_named_section(one)},
        "plots": {key: plot_record(data) for key, data in plots(own).items()},
        "footer": blocks(of_type(page.tree, "Footer")),
        "script": _script_words(page.tree),
        "ids": " ".join(_ids(page.tree)),
        "attributes": " ".join(sorted(_data_attributes(page.tree))),
    }
    return {name: value for name, value in record.items() if value}


def _is_named_section(component: Any) -> bool:
    return component["type"] == "Section" and "id" in component["props"]


def _ids(tree: Tree) -> Iterator[str]:
    for one in components(tree):
        name = one["props"].get("id")
        if name is not None:
            yield name if isinstance(name, str) else json.dumps(name, sort_keys=True, separators=(",", ":"))


def _script_words(tree: Tree) -> list[str]:
    """Words that the page's scripts say."""
    names = ("data-words", "data-line", "data-unfiltered")
    found = (one["props"].get(name) for one in components(tree) for name in names)
    return list(dict.fromkeys(filter(None, found)))


def _data_attributes(tree: Tree) -> set[str]:
    return {name for one in components(tree) for name in one["props"] if name.startswith("data-")}


# Proofs, slides, choices, files -------------------------------------------------------------------------------


def proofs(dashboard: Dashboard, lang: str) -> Record:
    """The panel of each figure, mark, county and case that an exhibit or a page shows."""
    shown = sorted(set(refs([exhibits(dashboard, lang), pages(dashboard, lang)])))
    record: Record = {kind: {} for kind in REFS}
    for kind, ref_id in (one.split(":", 1) for one in shown):
        record[kind][ref_id] = dashboard.proof(kind, ref_id, lang)
    return record


def slides(dashboard: Dashboard, lang: str) -> Record:
    """The slides of each exhibit, those of the appendix too, the cover, and what is around them."""
    offered = of_type(dashboard.page(f"{PREFIXES[lang]}/present").tree, "Li")
    keys = ",".join(one["props"]["data-key"] for one in offered if "data-key" in one["props"])
    page = dashboard.page(f"{PREFIXES[lang]}/present?show={keys}")
    main = of_type(page.tree, "Main")
    record: Record = {"cover": []}
    for slide in of_type(main, "Section"):
        if "data-slide" in slide["props"]:
            key = slide["props"].get("data-exhibit", "cover")
            record.setdefault(key, []).append(slide_record(slide))
    for parts in record.values():
        for before, part in reversed(list(pairwise(parts))):
            if part["notes"] == before["notes"]:
                part["notes"] = "as on the slide before"
    around = without(main, lambda one: "data-slide" in one["props"])
    return {**record, "around": [*blocks(around), *_script_words(main)]}


def slide_record(slide: Any) -> Record:
    numbered = without(slide, lambda one: "slide-number" in classes(one["props"]))
    kinds = {"head": "Header", "aside": "Aside", "foot": "Footer"}
    record: Record = {
        "href": slide["props"]["data-href"],
        **{name: blocks(of_type(numbered, kind)) for name, kind in kinds.items()},
        "cover": blocks(with_class(slide, "cover-body")),
        "refs": " ".join(dict.fromkeys(_slide_refs(slide))),
        "notes": blocks(with_class(slide, "slide-notes")),
    }
    return {name: value for name, value in record.items() if value}


def _slide_refs(slide: Any) -> Iterator[str]:
    stage = with_class(slide, "slide-body")
    yield from refs(blocks(stage))
    for one in components(stage):
        if "data-plot" in one["props"]:
            yield from refs(plot_record(json.loads(one["props"]["data-plot"])))


HASH = "#"


def choices(dashboard: Dashboard) -> Record:
    """Each page unfiltered, then under each single choice of each filter: what differs from the unfiltered page."""
    record: Record = {}
    for path in PAGES:
        whole = choice_record(dashboard.page(path))
        record[path] = whole
        for name, kind, values in _filters(dashboard.page(path)):
            record[f"{path}?{name}"] = {
                value: _difference(whole, choice_record(dashboard.page(f"{path}?{name}={quote(value)}")))
                for value in _single_choices(kind, values)
            }
    return record


def _filters(page: Page) -> Iterator[tuple[str, str, list[str]]]:
    for form in of_type(page.tree, "Form"):
        for one in json.loads(form["props"]["data-spec"]):
            yield one["name"], one["kind"], one["values"]


def _single_choices(kind: str, values: list[str]) -> list[str]:
    match kind:
        case "many":
            return ["", *values]
        case "compare":
            return [",".join(values[:2]), ",".join(values[-1:-5:-1])]
        case "one":
            return [value for value in values if value != "all"]
        case "range":
            spans = [f"{values[0]}-{year}" for year in values[1:-1]]
            return [*values, *spans, *(f"{year}-{values[-1]}" for year in values[1:-1])]
        case _:
            return list(SEARCHES)


def choice_record(page: Page) -> Record:
    summary = line(with_class(page.tree, "summary-line"))
    return {"summary": summary, **{key: _chosen(key, one) for key, one in figures(page).items()}}


def _chosen(key: str, figure: Any) -> dict[str, str]:
    whole = exhibit_record(key, figure, "")
    empty = with_class(figure, "empty")
    drawn = [] if empty else [*whole.get("marks", ()), *whole.get("drawing", ())]
    return {
        "class": whole["class"],
        "empty": line(empty),
        "refs": " ".join(refs(drawn)),
        "drawn": _short_hash(drawn),
        "table": _short_hash(whole.get("table", drawn)),
        "foot": _short_hash([*whole.get("notes", ()), *filter(None, [whole.get("sources")])]),
    }


def _short_hash(lines: list[str]) -> str:
    """Stands for lines that are too long to write down for each choice; nothing stands for nothing."""
    if not lines:
        return ""
    return HASH + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:12]


def _difference(whole: Any, now: Any) -> Any:
    """The entries of `now` that are not those of `whole`."""
    if not isinstance(now, dict):
        return now
    return {key: _difference(whole.get(key), one) for key, one in now.items() if one != whole.get(key)}


def facts(dashboard: Dashboard) -> Record:
    """The file of all facts, its lists by id."""
    file = json.loads(dashboard.text("/export/facts.json"))
    lists = {name: {one.pop("id"): one for one in file.pop(name)} for name in ("facts", "derived", "sources")}
    return {"file": {key: one for key, one in file.items() if key not in ("made", "data_version")}, **lists}


def tables(dashboard: Dashboard, lang: str) -> Record:
    """Head and rows of each exhibit's CSV file, without the lines above that tell version and day."""
    keys = [key for path in PAGES for key in figures(dashboard.page(path))]
    prefix = PREFIXES[lang]
    files = {key: dashboard.text(f"{prefix}/export/{key}.csv") for key in keys}
    return {key: file.partition("\r\n\r\n")[2].splitlines() for key, file in files.items()}


IN_BOTH_LANGUAGES: Mapping[str, Callable[[Dashboard, str], Record]] = {
    "exhibits": exhibits,
    "pages": pages,
    "proofs": proofs,
    "slides": slides,
    "tables": tables,
}


def _in_language(make: Callable[[Dashboard, str], Record], lang: str) -> Callable[[Dashboard], Record]:
    return lambda dashboard: make(dashboard, lang)


RECORDS: Mapping[str, Callable[[Dashboard], Record]] = {
    **{
        f"{name}.{lang}": _in_language(make, lang)
        for name, make in IN_BOTH_LANGUAGES.items()
        for lang in PREFIXES
    },
    "choices": choices,
    "facts": facts,
}


def read_golden(name: str) -> Record:
    path = GOLDEN / f"{name}.json"
    record: Record = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return record


def write_golden(name: str, record: Record) -> None:
    text = json.dumps(record, ensure_ascii=False, indent=1)
    (GOLDEN / f"{name}.json").write_text(f"{text}\n", "utf-8")


# How two records differ ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """`old` is None for what is new, `new` for what is gone."""

    where: str
    old: str | None
    new: str | None

    @property
    def is_hash(self) -> bool:
        return (self.old or self.new or "").startswith(HASH)

    @property
    def core(self) -> tuple[str | None, str | None]:
        """What differs, without what both begin and end with; of hashes, where."""
        if self.is_hash:
            return HASH, self.where.rpartition(" · ")[2]
        return self.differing(around=0)

    def differing(self, around: int) -> tuple[str | None, str | None]:
        """What differs, with so many characters before and behind."""
        if self.old is None or self.new is None:
            return self.old, self.new
        start = _same(self.old, self.new)
        end = _same(self.old[start:][::-1], self.new[start:][::-1])
        first, last = max(start - around, 0), max(end - around, 0)
        return self.old[first : len(self.old) - last], self.new[first : len(self.new) - last]


def _same(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


WORD_BY_WORD = (" · refs", " · ids", " · attributes")


def changes(old: Any, new: Any, where: str = "") -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in dict.fromkeys((*old, *new)):
            yield from changes(old.get(key), new.get(key), f"{where} · {key}" if where else key)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _list_changes(old, new, where)
    elif where.endswith(WORD_BY_WORD) and isinstance(old, str) and isinstance(new, str):
        yield from _list_changes(old.split(), new.split(), where)
    else:
        yield Change(where, _written(old), _written(new))


def _list_changes(old: list[Any], new: list[Any], where: str) -> Iterator[Change]:
    """Items that stand in each other's place are compared; the rest is new or gone."""
    matcher = SequenceMatcher(None, [*map(str, old)], [*map(str, new)], autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        if what == "replace" and end - start == new_end - new_start:
            for at, (one, other) in enumerate(
                zip(old[start:end], new[new_start:new_end], strict=True), start
            ):
                yield from changes(one, other, f"{where} {at + 1}")
        elif what != "equal":
            yield from (Change(where, _written(one), None) for one in old[start:end])
            yield from (Change(where, None, _written(one)) for one in new[new_start:new_end])


def _written(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


SHORT = 100  # characters of a text that a summary shows
CONTEXT = 12  # characters around what differs in a longer one
MOST = 12  # different changes that a summary shows


def summary(found: Iterable[Change]) -> list[str]:
    """Lines that tell of changes; the same change in many places is told once, with the first place."""
    alike: dict[tuple[str | None, str | None], list[Change]] = {}
    for one in found:
        alike.setdefault(one.core, []).append(one)
    groups = sorted(alike.values(), key=lambda group: (group[0].is_hash, -len(group)))
    lines = [_in_words(group) for group in groups[:MOST]]
    rest = groups[MOST:]
    return [*lines, f"… and {sum(map(len, rest))} more changes"] if rest else lines


def _in_words(group: list[Change]) -> str:
    first = group[0]
    where = f"{len(group)} × {first.where}" if len(group) > 1 else first.where
    if first.is_hash:
        return f"{where}: other lines than those of the hash"
    if first.old is None:
        return f"{where}, new: {_cut(first.new)}"
    if first.new is None:
        return f"{where}, gone: {_cut(first.old)}"
    if max(len(first.old), len(first.new)) <= SHORT:
        return f"{where}: {first.old!r} -> {first.new!r}"
    old, new = first.differing(around=CONTEXT)
    return f"{where}, in a longer text: {_cut(old)} -> {_cut(new)}"


def _cut(text: str | None) -> str:
    text = text or ""
    return repr(text if len(text) <= SHORT else f"{text[:SHORT]}…")
