"""The dashboard says what `tests/golden` has written down.

Where a change is meant, `make golden` writes it down anew; its summary goes into the commit.
"""

from collections.abc import Callable
from functools import cache

import pytest
from flask.testing import FlaskClient

from tests.golden_record import RECORDS, Dashboard, Record, changes, read_golden, summary

Fresh = Callable[[str], Record]
FAULTS = (AssertionError, LookupError, TypeError, ValueError)  # an answer that cannot be read
UNITS = [(name, unit) for name in RECORDS for unit in read_golden(name)]
golden = cache(read_golden)


@pytest.fixture(scope="session")
def fresh(client: FlaskClient) -> Fresh:
    """Today's records by name, each made once; one that cannot be made fails its tests at once."""
    dashboard = Dashboard(client)

    @cache
    def made(name: str) -> Record | str:
        try:
            return RECORDS[name](dashboard)
        except FAULTS as fault:
            return f"{name} cannot be read: {fault!r}"

    def record(name: str) -> Record:
        found = made(name)
        return pytest.fail(found, pytrace=False) if isinstance(found, str) else found

    return record


@pytest.mark.parametrize("name", RECORDS)
def test_nothing_is_new_gone_or_in_another_order(fresh: Fresh, name: str) -> None:
    assert list(fresh(name)) == list(golden(name))


@pytest.mark.parametrize(("name", "unit"), UNITS)
def test_it_says_what_is_written_down(fresh: Fresh, name: str, unit: str) -> None:
    found = list(changes(golden(name)[unit], fresh(name).get(unit), unit))
    if found:
        told = [f"{len(found)} changes; where they are meant, `make golden`", *summary(found)]
        pytest.fail("\n".join(told), pytrace=False)


@pytest.mark.parametrize("name", RECORDS)
def test_no_version_is_written_down(client: FlaskClient, name: str) -> None:
    assert Dashboard(client).version not in str(golden(name))
