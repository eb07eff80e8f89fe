"""The filters pages offer. Labels of options come from the catalogue or from the data's own names."""

from collections.abc import Callable

from dashboard.figures.words import Lang, say
from dashboard.filters import ALL, Filter, Option
from dashboard.package.load import Package

Options = Callable[[Package, Lang], tuple[Option, ...]]

TOPICS = ("population", "income", "areas", "villages", "relocation", "cooperation")
CLASSES = ("national", "provincial", "none", "unknown")
STATED = ("money", "people", "area", "output")
SIDES = ("in-province", "east-west")
PARTNER_PROVINCES = ("510000", "520000", "420000", "220000")
ZHEJIANG = "330000"


def _worded(prefix: str, values: tuple[str, ...]) -> Options:
    def options(_package: Package, lang: Lang) -> tuple[Option, ...]:
        return tuple(Option(value, say(f"{prefix}.{value}", lang)) for value in values)

    return options


def area_name(package: Package, area_id: str, lang: Lang) -> str:
    area = package.area(area_id)
    return area.name_zh if lang == "zh" else area.name_en


def _areas(area_ids: Callable[[Package], tuple[str, ...]]) -> Options:
    def options(package: Package, lang: Lang) -> tuple[Option, ...]:
        return tuple(Option(one, area_name(package, one, lang)) for one in area_ids(package))

    return options


def zhejiang_cities(package: Package) -> tuple[str, ...]:
    areas = package.areas
    return tuple(sorted(areas.loc[(areas["parent_id"] == ZHEJIANG) & (areas["level"] == "city"), "area_id"]))


def _case_places(package: Package) -> tuple[str, ...]:
    """The Zhejiang cities where cases lie, then the four provinces, with or without a case."""
    counties = {one for ids in package.cases["place_ids"] for one in ids}
    homes = {package.area(one).parent_id for one in counties}
    return (*(city for city in zhejiang_cities(package) if city in homes), *PARTNER_PROVINCES)


def _known_area(package: Package, value: str) -> bool:
    return bool((package.areas["area_id"] == value).any())


def _fact_years(package: Package, _lang: Lang) -> tuple[Option, ...]:
    """Every year from the first to the last that a figure about Zhejiang itself speaks of."""
    facts = package.facts
    own = facts[
        (facts["topic"] != "cases") & facts["area_id"].str.startswith(("33", "group-key26", "group-29"))
    ]
    first, last = int(own["year_start"].fillna(own["year_end"]).min()), int(own["year_end"].max())
    return tuple(Option(str(year), str(year)) for year in range(first, last + 1))


def _delisting_years(package: Package, lang: Lang) -> tuple[Option, ...]:
    years = sorted({int(year) for year in package.paired_counties["delisted_by"].dropna()})
    return (
        Option(ALL, say("filter.year.all", lang)),
        *(Option(str(year), say("filter.year.by", lang, year=year)) for year in years),
    )


def _grades(_package: Package, lang: Lang) -> tuple[Option, ...]:
    return tuple(Option(value, say(f"filter.grade.{value}", lang)) for value in (ALL, "B", "A"))


TOPIC = Filter(name="topic", kind="many", options=_worded("topic", TOPICS))
YEARS = Filter(name="years", kind="range", options=_fact_years)
CITY = Filter(name="city", kind="many", options=_areas(zhejiang_cities))
GRADE = Filter(name="grade", kind="one", options=_grades)
PROVINCE = Filter(name="province", kind="many", options=_areas(lambda _package: PARTNER_PROVINCES))
COUNTY_CLASS = Filter(name="class", kind="many", options=_worded("class", CLASSES))
YEAR = Filter(name="year", kind="one", options=_delisting_years)
SEARCH = Filter(name="q", kind="text")
SIDE = Filter(name="side", kind="many", options=_worded("side", SIDES))
THEME = Filter(
    name="theme",
    kind="many",
    options=lambda package, lang: _worded("theme", tuple(dict.fromkeys(package.cases["theme"])))(
        package, lang
    ),
)
PLACE = Filter(name="place", kind="many", options=_areas(_case_places), known=_known_area)
STATED_MEASURE = Filter(name="stated", kind="many", options=_worded("stated", STATED))
