"""The figures the dashboard computes from stated ones: what each is made of, and what a reader must know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Operation = Literal["sum", "difference", "change_percent", "share_percent", "count"]


@dataclass(frozen=True, kw_only=True)
class Derived:
    """`inputs` are ids of facts or of other derived figures; of two, the first is the later date, or the part."""

    derived_id: str
    operation: Operation
    inputs: tuple[str, ...]
    unit_zh: str
    unit_en: str
    decimals: int
    label_zh: str
    label_en: str
    caution_zh: str
    caution_en: str


@dataclass(frozen=True, kw_only=True)
class DerivedFigure:
    """A computed value; the inputs of a count are the ids of the rows counted."""

    value: Decimal
    derived: Derived
    formula_zh: str
    formula_en: str
    inputs: tuple[str, ...]


_POPULATION_CAUTION_ZH = (
    "两个时点之间的年份没有数据，认定对象会调整，因此不是同一批人的增减；名称为“户”，单位为人。"
)
_POPULATION_CAUTION_EN = (
    "No figures are given for the years between, and the group is identified anew from time to time, so this is "
    "not the change of one fixed group; the name says households, the unit is persons."
)

_ALL = (
    Derived(
        derived_id="low-income-population-change",
        operation="difference",
        inputs=("low-income-population-2018", "low-income-population-2012"),
        unit_zh="万人",
        unit_en="10,000 people",
        decimals=2,
        label_zh="低收入农户人口2018年底比2012年底的变化",
        label_en="Change in low-income rural population, end of 2012 to end of 2018",
        caution_zh=_POPULATION_CAUTION_ZH,
        caution_en=_POPULATION_CAUTION_EN,
    ),
    Derived(
        derived_id="low-income-population-change-percent",
        operation="change_percent",
        inputs=("low-income-population-2018", "low-income-population-2012"),
        unit_zh="%",
        unit_en="%",
        decimals=2,
        label_zh="低收入农户人口2018年底比2012年底的变化率",
        label_en="Relative change in low-income rural population, end of 2012 to end of 2018",
        caution_zh=_POPULATION_CAUTION_ZH,
        caution_en=_POPULATION_CAUTION_EN,
    ),
    Derived(
        derived_id="low-income-share-of-rural-income",
        operation="share_percent",
        inputs=("low-income-income-2018", "rural-income-2018"),
        unit_zh="%",
        unit_en="%",
        decimals=1,
        label_zh="2018年低收入农户人均可支配收入相当于全省农村居民的比例",
        label_en="Low-income disposable income per person as a share of that of all rural residents, 2018",
        caution_zh="两项都是2018年人均可支配收入，但来自两个来源。",
        caution_en="Both are disposable income per person in 2018, but they come from two sources.",
    ),
    Derived(
        derived_id="paired-sum",
        operation="sum",
        inputs=("paired-guizhou", "paired-jilin", "paired-hubei", "paired-sichuan"),
        unit_zh="个",
        unit_en="counties",
        decimals=0,
        label_zh="四省对口帮扶县数之和",
        label_en="Paired counties of the four provinces together",
        caution_zh="",
        caution_en="",
    ),
    Derived(
        derived_id="class-sum",
        operation="sum",
        inputs=("national-counties", "provincial-counties", "non-poor-counties"),
        unit_zh="个",
        unit_en="counties",
        decimals=0,
        label_zh="国家级贫困县、省级贫困县与非贫困县之和",
        label_en="National-level poor, provincial-level poor and non-poor counties together",
        caution_zh="",
        caution_en="",
    ),
    Derived(
        derived_id="deep-sum",
        operation="sum",
        inputs=("national-deep", "provincial-deep"),
        unit_zh="个",
        unit_en="counties",
        decimals=0,
        label_zh="国家级与省级贫困县中的深度贫困县之和",
        label_en="Deep-poverty counties of both levels together",
        caution_zh="县表只记名了其中一部分，其余各县是否深度贫困未知。",
        caution_en="The county table names only some of them; whether the other counties are among them is unknown.",
    ),
)

DERIVED: Mapping[str, Derived] = {derived.derived_id: derived for derived in _ALL}
