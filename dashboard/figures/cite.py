"""Follows a figure to its place in its source, and cites it."""

import csv
import re
from pathlib import Path

from dashboard.catalogue import Lang
from dashboard.package import model, reading, verification
from dashboard.package.load import Package, PackageError
from dashboard.package.remarks import Fault, because

NO_PUBLISHER = {"not stated in the text", "original publisher unknown"}
QUOTES = "quotes.csv"
UNDATED = "undated"
SENTENCE_END = re.compile(r"[。；！？;!?]")


def locate(text: str, paragraph: int, start: int, end: int) -> tuple[str, str, str]:
    """Its sentence before a figure, the figure, and after it; raises ValueError when the text has no such place."""
    lines = verification.paragraphs(text)
    if not (1 <= paragraph <= len(lines) and 0 <= start < end <= len(lines[paragraph - 1])):
        raise ValueError(f"the text has no characters {start} to {end} in paragraph {paragraph}")
    line = lines[paragraph - 1]
    opening = max((match.end() for match in SENTENCE_END.finditer(line, 0, start)), default=0)
    closing = SENTENCE_END.search(line, end)
    ending = closing.end() if closing else len(line)
    return line[opening:start].lstrip(), line[start:end], line[end:ending].rstrip()


def load_texts(folder: Path | None, package: Package) -> dict[str, str]:
    """The texts in the folder that are a source's, whatever their names; other files are passed over."""
    texts = {}
    for path in sorted(folder.iterdir()) if folder else ():
        content = b"" if reading.unreadable(path) else path.read_bytes()
        if source := verification.text_source(package, content):
            texts[source.source_id] = content.decode("utf-8")
    return texts


def load_quotes(folder: Path | None) -> dict[str, str]:
    """The sentences of facts by their ids, from the folder's `quotes.csv` with the columns fact_id and quote, if it is
    there; raises PackageError for one that is not such a table."""
    path = folder / QUOTES if folder else None
    if path is None or not path.exists():
        return {}
    if reason := reading.unreadable(path):
        raise PackageError([Fault(QUOTES, reason)])
    quotes = {}
    try:
        rows = csv.DictReader(path.read_text("utf-8-sig").splitlines(keepends=True), strict=True)
        for row in rows:
            if not row.get("fact_id") or not row.get("quote"):
                raise PackageError([Fault(QUOTES, because("quotes.row"), rows.line_num)])
            quotes[row["fact_id"]] = row["quote"]
    except (UnicodeDecodeError, csv.Error) as error:
        raise PackageError([Fault(QUOTES, because("file.unread", message=error))]) from error
    return quotes


def publisher(source: model.Source, lang: Lang) -> str:
    """The publisher's name; nothing where the source names none."""
    if source.publisher_en in NO_PUBLISHER:
        return ""
    return source.publisher_zh if lang == "zh" else source.publisher_en


def published(source: model.Source, lang: Lang) -> str:
    """The date as the source gives it."""
    return "未注明日期" if lang == "zh" and source.published == UNDATED else source.published


def citation(package: Package, fact_id: str, lang: Lang) -> str:
    """One line, without a publisher where none is named; paragraph and characters are counted from 1."""
    fact = package.fact(fact_id)
    source = package.source(fact.source_id)
    by, date = publisher(source, lang), published(source, lang)
    first = None if fact.start is None else fact.start + 1
    if lang == "zh":
        title = source.title_zh if "《" in source.title_zh else f"《{source.title_zh}》"
        place = f"，第{fact.paragraph}段第{first}—{fact.end}字" if first else ""
        return f"{by and f'{by}：'}{title}{date and f'，{date}'}{place}；数据版本{package.version}。"
    place = f", paragraph {fact.paragraph}, characters {first}–{fact.end}" if first else ""
    title = f"“{source.title_en}”{date and f', {date}'}"
    return f"{by and f'{by}: '}{title}{place}; data version {package.version}."
