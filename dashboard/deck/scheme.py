"""The theme of a deck: its colours and fonts, of which every shape takes its own, so that another theme changes them.

A theme has twelve colours; a token that is none of them is one of them made lighter, darker or paler.
"""

import re
from collections.abc import Mapping
from colorsys import rgb_to_hls
from functools import cache

from dashboard import theme

LATIN, EAST_ASIAN = "Arial", "Microsoft YaHei"
SLOTS: Mapping[str, str] = {
    "dk1": "ink",
    "lt1": "page",
    "dk2": "second",
    "lt2": "band",
    "accent1": "teal",
    "accent2": "brick",
    "accent3": "teal-mid",
    "accent4": "brick-mid",
    "accent5": "stone",
    "accent6": "muted",
    "hlink": "teal-text",
    "folHlink": "muted",
}
# What each token is made of; other tokens are on no slide.
MADE_OF: Mapping[str, str] = {
    **dict.fromkeys(("page", "surface", "on-fill"), "lt1"),
    **dict.fromkeys(("ink", "on-mid"), "dk1"),
    **dict.fromkeys(("second", "muted"), "dk2"),
    **dict.fromkeys(("band", "rule", "grid", "land", "land-line", "hatch", "hatch-ground", "missing"), "lt2"),
    **dict.fromkeys(("teal", "teal-text", "teal-tint"), "accent1"),
    **dict.fromkeys(("brick", "brick-text", "brick-tint"), "accent2"),
    "teal-mid": "accent3",
    "brick-mid": "accent4",
    "stone": "accent5",
    **dict.fromkeys(theme.STEPS, "accent2"),
    **dict.fromkeys(theme.HUES, "accent1"),
}
# As slides call what the map of colours of the master leads to.
_MAPPED = {"dk1": "tx1", "lt1": "bg1", "dk2": "tx2", "lt2": "bg2"}
WHOLE, TURN = 100_000, 21_600_000  # 100 per cent, and once around the colours


def is_seen(token: str) -> bool:
    return bool(token) and token != "clear"


def value(token: str) -> str:
    return theme.LIGHT[token].removeprefix("#")


def fonts(*, heading: bool = False) -> str:
    """Those of the theme."""
    kind = "mj" if heading else "mn"
    return "".join(f'<a:{script} typeface="+{kind}-{short}"/>' for script, short in _SCRIPTS)


_SCRIPTS = (("latin", "lt"), ("ea", "ea"), ("cs", "cs"))


@cache
def colour(token: str, opacity: float = 1) -> str:
    """A colour of the theme, changed as far as the token is not that colour itself."""
    slot = MADE_OF[token]
    changes = changes_of(SLOTS[slot], token)
    changes += [("alpha", round(opacity * WHOLE))] if opacity < 1 else []
    inner = "".join(f'<a:{name} val="{part}"/>' for name, part in changes)
    return f'<a:schemeClr val="{_MAPPED.get(slot, slot)}">{inner}</a:schemeClr>'


def changes_of(base: str, token: str) -> list[tuple[str, int]]:
    """Its saturation and lightness, as parts of those of its base; of a hue, how far that lies around from it."""
    (hue, light, full), (wanted_hue, wanted_light, wanted_full) = map(_hls, (base, token))
    if value(base) == value(token):
        return []
    changes = [("hueOff", round((wanted_hue - hue) % 1 * TURN))] if token in theme.HUES else []
    changes += [("satMod", round(wanted_full / full * WHOLE))] if full and wanted_full != full else []
    if wanted_light < light:
        return [*changes, ("lumMod", round(wanted_light / light * WHOLE))]
    kept = (1 - wanted_light) / (1 - light)
    return [*changes, ("lumMod", round(kept * WHOLE)), ("lumOff", round((1 - kept) * WHOLE))]


def _hls(token: str) -> tuple[float, float, float]:
    red, green, blue = (part / 255 for part in bytes.fromhex(value(token)))
    return rgb_to_hls(red, green, blue)


def themed(part: bytes) -> bytes:
    """A theme part with our colours and fonts in place of those it has."""
    text = part.decode("utf-8")
    text = re.sub(r'<a:latin typeface="[^"]*"/>', f'<a:latin typeface="{LATIN}"/>', text)
    text = re.sub(r'<a:ea typeface="[^"]*"/>', f'<a:ea typeface="{EAST_ASIAN}"/>', text)
    text = re.sub(
        r'<a:font script="Hans" typeface="[^"]*"/>', f'<a:font script="Hans" typeface="{EAST_ASIAN}"/>', text
    )
    for slot, token in SLOTS.items():
        inner = f'<a:srgbClr val="{value(token)}"/>'
        text = re.sub(f"<a:{slot}>.*?</a:{slot}>", f"<a:{slot}>{inner}</a:{slot}>", text, flags=re.DOTALL)
    return text.encode("utf-8")
