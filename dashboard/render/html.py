"""What pages are written with: figures that open their proof, prose that mentions them, badges, legends."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from dashboard.exhibits import charts
from dashboard.exhibits.exhibit import accent_of
from dashboard.figures.words import Amount, Lang, Mention, Prose, Ref, grade_letter, say
from dashboard.package.load import Package

Children = list[Any]
DAY = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)")
STOPS = tuple("，。；：、！？）”》,.;:!?)")


def accent_class(package: Package, side: str) -> str:
    """The class that gives what it stands on the colours of a side of the work."""
    return f"accent-{accent_of(package, side) or 'none'}"


def attributes(names: Mapping[str, str]) -> dict[str, Any]:
    """HTML attributes that Dash takes only as keywords with a dash in them, such as `data-fact` and `aria-label`."""
    return dict(names)


def grade_badge(grade: str, lang: Lang) -> html.Span:
    meaning = say(f"grade.{grade}", lang)
    name = attributes({"aria-label": f"{say('grade.label', lang)} {meaning}"})
    return html.Span(
        grade_letter(grade, lang), className=f"grade grade-{grade}", title=meaning, role="img", **name
    )


def legend(items: Sequence[charts.LegendItem]) -> html.Ul:
    """The marks a drawing uses, each with its name."""
    lines = []
    for item in items:
        shape = "" if item.swatch == "fill" else f"swatch-{item.swatch}"
        names = ("swatch", shape, item.accent and f"fill-{item.accent}")
        lines.append(html.Li([html.Span(className=" ".join(filter(None, names))), item.label]))
    return html.Ul(lines, className="legend")


def figure(ref: Ref, children: Any, class_name: str = "fig", **more: Any) -> html.Button:
    """A figure that opens its proof."""
    name = attributes({f"data-{ref.kind}": ref.id})
    return html.Button(children, type="button", className=class_name, **name, **more)


def pointed(text: str) -> str:
    """A point between two parts ends a line and begins none."""
    return text.replace(" · ", "\N{NO-BREAK SPACE}· ")


def dated(text: str) -> Any:
    """Words of a cell, in which no line ends within a date."""
    first, *rest = DAY.split(pointed(text))
    if not rest:
        return first
    days = [part if place % 2 else html.Span(part, className="unbroken") for place, part in enumerate(rest)]
    return [part for part in (first, *days) if part]


def mentions(text: Prose) -> Children:
    return unbroken([figure(run.ref, run.text) if isinstance(run, Mention) else pointed(run) for run in text])


def unbroken(parts: Children) -> Children:
    """A stop stays on the line of the figure or badge before it, after which a browser would break."""
    joined: Children = []
    for part in parts:
        ends = isinstance(part, str) and part[:1] in STOPS and joined and not isinstance(joined[-1], str)
        if ends:
            joined[-1] = html.Span([joined[-1], part[0]], className="unbroken")
        joined.append(part[1:] if ends else part)
    return [part for part in joined if part != ""]


def amount_parts(amount: Amount) -> Children:
    """A number and a sign of per cent are one in any language."""
    names = "number joined" if amount.unit.startswith("%") else "number"
    return [
        amount.prefix,
        html.Span(amount.number, className=names),
        html.Span(amount.unit, className="unit"),
    ]
