"""The pages that are measured, and the filter that is changed on each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LAST_YEAR = 2023


@dataclass(frozen=True, kw_only=True)
class Topic:
    """`answers` maps the states of a control to query strings: the values of a select, or "on" and "off" of a box."""

    name: str
    path: str
    control: str = ""  # a selector of the control, in app and reference alike
    answers: Mapping[str, str] = field(default_factory=dict)
    has_map: bool = False


TOPICS = (
    Topic(name="overview", path="/", has_map=True),
    Topic(
        name="in-province",
        path="/in-province",
        control="#in-province-years-from",
        answers={str(year): f"years={year}-{LAST_YEAR}" for year in range(2003, 2013)},
        has_map=True,
    ),
    Topic(
        name="east-west",
        path="/east-west",
        control="#east-west-year",
        answers={"all": ""} | {str(year): f"year={year}" for year in range(2016, 2021)},
        has_map=True,
    ),
    Topic(
        name="cases",
        path="/cases",
        control="#cases-side input",
        answers={"on": "", "off": "side=east-west"},
        has_map=True,
    ),
)
