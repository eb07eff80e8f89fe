"""Sums that must agree with a stated figure; shown to the reader, and where they do not agree, explained."""

from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.derivation import is_count, value_of
from dashboard.figures.derived import DERIVED
from dashboard.package.load import Package


@dataclass(frozen=True, kw_only=True)
class Check:
    """`left` is added up and set against `right`; the explanation accounts for a difference of `gap`, right - left."""

    check_id: str
    left: tuple[str, ...]
    right: str
    explanation_zh: str
    explanation_en: str
    gap: int = 0


@dataclass(frozen=True, kw_only=True)
class Reconciliation:
    check_id: str
    left: tuple[str, ...]
    right: str
    computed: Decimal
    stated: Decimal
    holds: bool
    explained: bool
    explanation_zh: str
    explanation_en: str


def _province_rows(name: str, name_zh: str, province_id: str) -> Check:
    return Check(
        check_id=f"rows-{name}",
        left=(f"counties:province={province_id}",),
        right=f"paired-{name}",
        explanation_zh=f"县表中{name_zh}的行数，与原文给出的{name_zh}县数相比。",
        explanation_en=f"The rows of {name.title()} in the county table, against the number stated for it.",
    )


RECONCILIATIONS: tuple[Check, ...] = (
    Check(
        check_id="provinces",
        left=("paired-sum",),
        right="paired-counties",
        explanation_zh="四省县数之和，与原文给出的总数相比。",
        explanation_en="The counties of the four provinces added up, against the stated total.",
    ),
    Check(
        check_id="classes",
        left=("class-sum",),
        right="paired-counties",
        explanation_zh="国家级、省级贫困县与非贫困县之和，与原文给出的总数相比。",
        explanation_en="National-level poor, provincial-level poor and non-poor counties, against the stated total.",
    ),
    Check(
        check_id="rows",
        left=("counties:",),
        right="paired-counties",
        explanation_zh="县表的行数，与原文给出的总数相比。",
        explanation_en="The rows of the county table, against the stated total.",
    ),
    _province_rows("guizhou", "贵州省", "520000"),
    _province_rows("jilin", "吉林省", "220000"),
    _province_rows("hubei", "湖北省", "420000"),
    _province_rows("sichuan", "四川省", "510000"),
    Check(
        check_id="national",
        left=("counties:class=national",),
        right="national-counties",
        explanation_zh="县表中国家级贫困县的行数，与原文给出的数目相比。",
        explanation_en="The national-level poor counties in the county table, against the stated number.",
    ),
    Check(
        check_id="delisted",
        left=("counties:by=2018",),
        right="delisted-by-2018",
        gap=1,
        explanation_zh=(
            "可以指名的县比原文少1个。差额按排除法推断：延边州有1个省级贫困县级市，其名称没有来源，"
            "但2019年度的摘帽名单不含它而吉林省已全部摘帽，所以它应在2018年度以前摘帽。"
        ),
        explanation_en=(
            "One county fewer can be named than is stated. The difference is inferred by elimination: one city of "
            "Yanbian is a provincial-level poor county that no source names; the list for assessment year 2019 "
            "completes Jilin without it, so it must have been delisted by assessment year 2018."
        ),
    ),
    Check(
        check_id="deep",
        left=("counties:deep=yes",),
        right="deep-sum",
        gap=12,
        explanation_zh="原文给出总数，没有名单；县表只记有来源的县，其余为未知，而不是“否”。",
        explanation_en=(
            "The total is stated without a list; the county table marks only the counties a source names. The rest "
            "are unknown, which is not the same as no."
        ),
    ),
    Check(
        check_id="key26",
        left=("areas:support=key26",),
        right="key-counties",
        explanation_zh="地区表中26县的行数，与原文给出的数目相比；原文没有名单。",
        explanation_en=(
            "The rows of the 26 counties in the table of areas, against the stated number; the document gives no list."
        ),
    ),
)


def reconcile(package: Package) -> tuple[Reconciliation, ...]:
    """Leaves out the checks whose stated figures the package does not hold."""
    return tuple(_reconciled(package, check) for check in RECONCILIATIONS if _is_stated(package, check))


def _reconciled(package: Package, check: Check) -> Reconciliation:
    computed = sum((value_of(package, figure_id) for figure_id in check.left), Decimal(0))
    stated = value_of(package, check.right)
    return Reconciliation(
        check_id=check.check_id,
        left=check.left,
        right=check.right,
        computed=computed,
        stated=stated,
        holds=computed == stated,
        explained=stated - computed == check.gap,
        explanation_zh=check.explanation_zh,
        explanation_en=check.explanation_en,
    )


def _is_stated(package: Package, check: Check) -> bool:
    return all(_inputs_at_hand(package, figure_id) for figure_id in (*check.left, check.right))


def _inputs_at_hand(package: Package, figure_id: str) -> bool:
    if figure_id in DERIVED:
        return all(_inputs_at_hand(package, name) for name in DERIVED[figure_id].inputs)
    return is_count(figure_id) or figure_id in package.tables["facts"].index
