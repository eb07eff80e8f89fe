"""The pages that are measured, and the filter that is changed on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FIRST_YEAR, YEARS = 2003, 10


@dataclass(frozen=True, kw_only=True)
class Topic:
    """`answers` maps the options of a filter that are pressed, in this order again and again, to what the address then
    asks; where one `option` alone is pressed, "on" and "off". `former` is the control that revisions before had."""

    name: str
    path: str
    filter: str = ""
    option: str = ""
    former: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    has_map: bool = False


def _years() -> Mapping[str, str]:
    """The second is pressed first and chooses a year, each after one that chose a year makes a span, the next begins
    anew."""
    years = [FIRST_YEAR + number for number in range(YEARS)]
    spans = {str(years[at]): f"years={years[at - 1]}-{years[at]}" for at in range(2, YEARS, 2)}
    single = {str(year): f"years={year}" for year in years[1::2]}
    asked = spans | single | {str(years[0]): f"years={years[0]}-{years[-1]}"}
    return {str(year): asked[str(year)] for year in years}


TOPICS = (
    Topic(name="overview", path="/", has_map=True),
    Topic(
        name="in-province",
        path="/in-province",
        filter="years",
        former="#in-province-years-from",
        answers=_years(),
        has_map=True,
    ),
    Topic(
        name="east-west",
        path="/east-west",
        filter="year",
        former="#east-west-year",
        answers={"all": ""} | {str(year): f"year={year}" for year in range(2016, 2021)},
        has_map=True,
    ),
    Topic(
        name="cases",
        path="/cases",
        filter="side",
        option="in-province",
        former="#cases-side input",  # to take the first of two away left the other
        answers={"off": "", "on": "side=in-province"},
        has_map=True,
    ),
)
