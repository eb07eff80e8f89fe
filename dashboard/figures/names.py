"""Names of areas for tight labels."""

import re

from dashboard.figures.words import Lang

_PEOPLES = "畲族|藏族|羌族|彝族|苗族|侗族|布依族|土家族|朝鲜族"
_AUTONOMOUS = re.compile(f"(?:{_PEOPLES})+自治[州县]$")
_LEVELS = ("City", "County", "District", "Province")
SHORTEST_ZH = 2  # characters; what is left of a name must be one
SHORTEST_EN = 4  # letters; of Li County only "Li" would be left


def short_name(name: str, lang: Lang) -> str:
    """A name for a tight label: 黔东南苗族侗族自治州 becomes 黔东南, Barkam (Ma'erkang) City becomes Barkam."""
    if lang == "zh":
        plain = _AUTONOMOUS.sub("", name)
        return plain if plain != name or len(name) <= SHORTEST_ZH else name[:-1]
    plain = re.sub(r" \(.*?\)", "", name)
    if "Autonomous" in plain:
        return plain.split()[0]
    first, _, level = plain.rpartition(" ")
    return first if level in _LEVELS and len(first) >= SHORTEST_EN else plain
