"""Packages that nobody thought of: what `check` accepts is served."""

import os
import sys

import pytest

from tests.generated.asked import described, summary
from tests.generated.run import outcomes_of

PACKAGES = int(os.environ.get("FUZZ_PACKAGES", "8"))


def test_what_is_accepted_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = list(outcomes_of(range(PACKAGES)))
    with capsys.disabled():
        sys.stdout.write(f"\n{summary(outcomes)}\n")
    assert [described(one) for one in outcomes if one.failures] == []
