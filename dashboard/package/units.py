"""Units as figures are printed in: what each measures, which are the same, and how large a 万 of them is."""

import re
import unicodedata
from collections import ChainMap
from collections.abc import Collection
from dataclasses import dataclass

# What is measured, by the units that are printed for it; units of one size are the same one.
MEASURES = {
    "money": "元 块 yuan rmb",
    "people": "人 名 位",
    "visits": "人次",
    "households": "户",
    "land": "亩 公顷 平方公里",
    "power": "kW 千瓦 MW 兆瓦",
    "percent": "%",
    "points": "个百分点 百分点",
    "times": "倍",
    # Things that are counted, by the word that Chinese counts them with.
    "count": "个 县 个县 个省 省 个市 市 个县市区 个县(市、区) 个村 村 镇 户次 "
    "家 所 套 期 项 批 座 条 处 支 辆 台 件 场 次",
}
SIZES = {"公顷": 15, "平方公里": 1500, "MW": 1000, "兆瓦": 1000}  # of the others it is 1
# Of these a figure may be less than nought: a loss, a fall. There are never fewer than no people.
SIGNED = ("money", "percent", "points", "times")
SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6, "千万": 10**7, "十亿": 10**9, "千": 10**3}
# As a page in Hong Kong or an older one prints them.
SIMPLIFIED = str.maketrans("萬億個縣戶畝圓圆幾餘兩區鎮項輛臺條處場", "万亿个县户亩元元几余两区镇项辆台条处场")
MORE = "余多几来"  # stands between a number and its unit
NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")


@dataclass(frozen=True)
class Unit:
    """`scale` is what stands before the unit, such as 万; `size` is that of the unit itself among those of its
    measure. The measure of a unit that is not in the table is the unit."""

    measure: str
    scale: int
    size: int

    @property
    def is_known(self) -> bool:
        return self.measure in MEASURES

    @property
    def factor(self) -> int:
        """How many of the smallest unit of its measure it is."""
        return self.scale * self.size


KNOWN = {
    f"{name}{unit}": Unit(measure, scale, SIZES.get(unit, 1))
    for measure, units in MEASURES.items()
    for unit in units.split()
    for name, scale in {"": 1, **SCALES}.items()
}
SPELT = {name.lower(): name for name in KNOWN}


def simplified(text: str) -> str:
    """Full-width signs as plain ones, traditional characters of units as simplified."""
    return unicodedata.normalize("NFKC", text).translate(SIMPLIFIED)


def scaled(unit: str) -> tuple[int, str]:
    """The number that stands before a unit, and the unit alone: 10,000 and 人 of 万人."""
    for name in sorted(SCALES, key=len, reverse=True):
        rest = unit.removeprefix(name)
        if rest and rest != unit and (rest in KNOWN or unit not in KNOWN):
            return SCALES[name], rest
    return 1, unit


def read_unit(unit: str) -> Unit:
    plain = simplified(unit)
    if plain in KNOWN:
        return KNOWN[plain]
    scale, rest = scaled(plain)
    return Unit(rest, scale, 1)


def is_printed(unit: str, printed: str, numbers: Collection[str]) -> bool:
    """Whether the unit stands behind one of these numbers: the longest unit that is known, or that is like this one;
    the bare scale where only 万 stands there. What is no unit says nothing against it."""
    text, wanted, base = simplified(printed), read_unit(unit), scaled(simplified(unit))[1]
    like = (f"{scale}{base}" for scale in ("", *SCALES) if base)
    names = ChainMap(SPELT, {name.lower(): name for name in like})
    found = []
    for match in (one for one in NUMBER.finditer(text) if one[0] in numbers):
        behind = text[match.end() :].lstrip().lstrip(MORE)
        starts = (behind[:end].lower() for end in range(len(behind), 0, -1))
        if longest := next((names[start] for start in starts if start in names), None):
            other = read_unit(longest)
            found.append((other.measure, other.factor) == (wanted.measure, wanted.factor))
        elif behind in SCALES:
            found.append(SCALES[behind] == wanted.scale)
    return any(found) or not found
