"""Sentences of a package: figures stay traceable; what is missing or hostile takes no more than its sentence."""

from collections.abc import Mapping

import pytest

from dashboard.exhibits.wording import PLACEHOLDER, all_told, prose_for, sentence_for
from dashboard.figures.words import LANGS, Lang, Mention, Ref, plain
from dashboard.package.load import Package
from dashboard.package.site import NO_WORDS, Wording
from tests.pages import EXHIBITS

VALUES: Mapping[str, str | int] = {"n": 3, "total": 8, "scope": "here", "years": "2012–2018"}


def told(package: Package, text: str, lang: Lang = "en") -> str | None:
    prose = prose_for(text, package, lang, VALUES)
    return None if prose is None else plain(prose)


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("{fact:paired-counties}", Ref("fact", "paired-counties")),
        ("{computed:class-sum}", Ref("derived", "class-sum")),
        ("{count:counties deep=yes}", Ref("derived", "counties:deep=yes")),
        (
            "{count:counties class=unknown;province=220000}",
            Ref("derived", "counties:class=unknown;province=220000"),
        ),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_a_figure_leads_to_its_proof(package: Package, text: str, ref: Ref, lang: Lang) -> None:
    prose = prose_for(f"a {text} b", package, lang)
    assert prose is not None
    first, figure, last = prose
    assert (first, last) == ("a ", " b")
    assert isinstance(figure, Mention)
    assert figure.ref == ref
    assert any(char.isdigit() for char in figure.text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{n} of {total} · {scope}", "3 of 8 · here"),
        ("{n:county|counties}", "3 counties"),
        ("{total:row}", "8 row"),
        ("{years}", "2012–2018"),
        ("nothing", "nothing"),
    ],
)
def test_words_of_the_rows(package: Package, text: str, said: str) -> None:
    assert told(package, text) == said


def test_one_has_its_own_noun(package: Package) -> None:
    assert plain(prose_for("{n:county|counties}", package, "en", {"n": 1}) or ()) == "1 county"


@pytest.mark.parametrize(
    "text",
    [
        "{fact:nothing}",
        "{fact:}",
        "{fact:nanjiang-mu.__class__}",
        "{computed:nothing}",
        "{computed:}",
        "{computed:counties:nonsense=1}",
        "{count:}",
        "{count: }",
        "{count:counties nonsense=1}",
        "{count:counties class}",
        "{count:nothing by=2018}",
        "{count:counties among=<script>}",
        "{top}",
        "{amount}",
        "{self}",
    ],
)
def test_what_is_missing_takes_its_sentence_along(package: Package, text: str) -> None:
    assert told(package, f"There are {text}.") is None


@pytest.mark.parametrize(
    "text",
    [
        "{0}",
        "{0.__class__}",
        "{n.__class__.__mro__}",
        "{n!r}",
        "{n[0]}",
        "{N}",
        "{}",
        "{",
        "}",
        "%s %(n)s",
        "${n",
        "{{}}",
        "{ n }",
        "{%n%}",
        "<b>{'</b>",
    ],
)
def test_what_is_no_placeholder_stays_text(package: Package, text: str) -> None:
    assert told(package, text) == text


@pytest.mark.parametrize(("lang", "said"), [("zh", "一。三。"), ("en", "One. Three.")])
def test_of_several_sentences_only_those_are_lost_that_lack_something(
    package: Package, lang: Lang, said: str
) -> None:
    texts = [
        Wording(zh="一。", en="One."),
        Wording(zh="有{fact:nothing}。", en="{fact:nothing}."),
        NO_WORDS,
        Wording(zh="三。", en="Three."),
    ]
    assert plain(all_told(texts, package, lang)) == said


def test_a_sentence_of_one_language_is_told_in_both(package: Package) -> None:
    assert sentence_for(Wording(zh="中文"), package, "en") == ("中文",)
    assert sentence_for(NO_WORDS, package, "en") is None


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("key", EXHIBITS)
def test_no_placeholder_is_left_in_a_drawing(key: str, lang: Lang) -> None:
    shown = EXHIBITS[key].show({}, lang)
    assert PLACEHOLDER.findall(repr((shown.chart, shown.table, shown.alt))) == []
