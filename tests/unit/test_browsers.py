"""What is sent runs in the oldest browsers that it is made for: Chromium 90, Firefox 90 and Safari 15."""

import re
from pathlib import Path

import pytest

from dashboard.figures.words import LANGS, say
from dashboard.theme import page_styles

# Newer than one of these; the version that brought it. A library does without them by itself.
NEWER_SCRIPT = {
    r"\.at\(": "Chromium 92, Safari 15.4",
    r"\bstructuredClone\b": "Chromium 98",
    r"\bhasOwn\b": "Chromium 93",
    r"\.findLast(Index)?\(": "Chromium 97",
    r"\.(toSorted|toReversed|toSpliced|with)\(": "Chromium 110",
    r"\b(groupBy|fromAsync|withResolvers)\(": "Chromium 117",
    r"\bcheckVisibility\b": "Chromium 105",
    r"\brandomUUID\b": "Chromium 92",
    r"\b(showPopover|togglePopover)\b": "Chromium 114",
    r"\brequestSubmit\b": "Safari 16",
    r"\bAbortSignal\.(timeout|any)\b": "Chromium 103",
    r"\bcanParse\b": "Chromium 120",
    r"\(\?<[=!]": "Safari 16.4",
    r"\bscrollend\b": "Chromium 114",
    r"\bstartViewTransition\b": "Chromium 111",
}
NEWER_STYLE = {
    r"@container|container-type: inline": "Chromium 105",
    r"(?<=[\d)])(cq[whib]|cqmin|cqmax)\b": "Chromium 105",
    r"color-mix\(|oklch\(|light-dark\(": "Chromium 111",
    r"@layer|@scope|@starting-style": "Chromium 99",
    r"(?<=\d)[dsl]v[hw]\b": "Chromium 108",
    r"@media[^{]*[<>]=?": "Chromium 104",
    r"[{;]\s*&|\{[^{}]*\}\s*&": "Chromium 112",
    r"(?<=[;{ ])(rotate|translate|scale):": "Chromium 104",
    r"\bsubgrid\b": "Chromium 117",
    r":(popover-open|modal|user-invalid)\b": "Chromium 105",
}
# What a rule may ask for where it can do without: such a rule falls away whole, and so has one selector only.
NEWER_SELECTOR = re.compile(r":has\(|:focus-visible")
PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
SUPPORTS = re.compile(r"@supports[^{]*\{(?:[^{}]|\{[^{}]*\})*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def newer(text: str, features: dict[str, str]) -> list[str]:
    """What stands in it that one of the browsers lacks."""
    found = ((re.search(one, text), since) for one, since in features.items())
    return [
        f"{hit[0]!r}, {since}: {text[max(0, hit.start() - 40) : hit.end() + 20]}"
        for hit, since in found
        if hit
    ]


def _spared(parentheses: re.Match[str]) -> str:
    return parentheses[0].replace(",", " ")


def lists_with(css: str) -> list[str]:
    """Lists of selectors of which some may be unknown, which would take the others with them."""
    parts = (PARENTHESES.sub(_spared, one).split(",") for one in re.findall(r"[^{}]+(?=\{)", css))
    return [
        ",".join(one).strip() for one in parts if len({bool(NEWER_SELECTOR.search(part)) for part in one}) > 1
    ]


@pytest.fixture(scope="module")
def css(root: Path) -> str:
    return SUPPORTS.sub("", COMMENT.sub("", page_styles(root / "assets")))


def test_scripts_use_nothing_newer(root: Path) -> None:
    for path in (root / "assets/built").glob("*.js"):
        assert newer(path.read_text("utf-8"), NEWER_SCRIPT) == [], path.name


def test_styles_use_nothing_newer_without_another_way(css: str) -> None:
    assert newer(css, NEWER_STYLE) == []


def test_a_selector_that_may_be_unknown_stands_alone(css: str) -> None:
    assert lists_with(css) == []


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("a.at(-1)", NEWER_SCRIPT),
        ("/(?<=a)b/", NEWER_SCRIPT),
        ("a { width: 1dvh; }", NEWER_STYLE),
        ("a { color: color-mix(in srgb, red, blue); }", NEWER_STYLE),
        ("@media (width >= 700px) { a { top: 0; } }", NEWER_STYLE),
        ("a { b: c; & d { e: f; } }", NEWER_STYLE),
        ("a { top: 0; rotate: 1turn; }", NEWER_STYLE),
    ],
)
def test_something_newer_is_seen(text: str, features: dict[str, str]) -> None:
    assert newer(text, features)


def test_a_list_of_selectors_is_seen() -> None:
    assert lists_with("a, b:has(c, d) { top: 0; } e:has(f, g) { top: 0; }") == ["a, b:has(c  d)"]


def test_what_older_browsers_lack_is_said_in_their_words_first(css: str) -> None:
    for told in re.findall(r"[{;]\s*([^{};]*content: \"[^\"]*\" / \"\")", css):
        plain = told.replace(' / ""', "")
        assert f"{plain}; {told}" in css
    assert css.count("overflow: hidden; overflow: clip") == css.count("overflow: clip")
    assert css.count("-webkit-mask-image") == len(re.findall(r"(?<!-)\bmask-image", css)) > 0


def test_bundles_sentence_and_docs_name_the_same_browsers(root: Path) -> None:
    targets = re.search(r"target: \[(.*)\]", (root / "tools/javascript/bundle.mjs").read_text("utf-8"))
    assert targets
    versions = set(re.findall(r"\d+", targets[1]))
    docs = (root / "docs/browsers.md").read_text("utf-8")
    for told in (*(say("site.too-old", lang) for lang in LANGS), docs.split("\n\n")[1]):
        assert set(re.findall(r"\d+", told)) == versions
