"""Short names of areas, for labels where room is scarce."""

import pytest

from dashboard.figures.words import Lang, short_name


@pytest.mark.parametrize(
    ("name", "lang", "short"),
    [
        ("黔东南苗族侗族自治州", "zh", "黔东南"),
        ("木里藏族自治县", "zh", "木里"),
        ("理县", "zh", "理县"),
        ("金口河区", "zh", "金口河"),
        ("Barkam (Ma'erkang) City", "en", "Barkam"),
        ("Ngawa (Aba) Tibetan and Qiang Autonomous Prefecture", "en", "Ngawa"),
        ("Li County (Lixian)", "en", "Li County"),
        ("Hangzhou City", "en", "Hangzhou"),
    ],
)
def test_short_names(name: str, lang: Lang, short: str) -> None:
    assert short_name(name, lang) == short
