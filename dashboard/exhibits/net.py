"""The net: what fails in one place while the dashboard serves costs that place, and nothing else.

Where there is no net, as in checks and tests, nothing is caught, so that nothing is hidden from them.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


class Net(ABC):
    """What is done with a failure."""

    @abstractmethod
    def caught(self, what: str, error: Exception) -> str:
        """Told of what failed, and how; gives the number under which it is told."""

    @property
    @abstractmethod
    def has_caught(self) -> bool:
        """Whether anything has failed while this answer was made, which is then not kept for others."""


def attempt(make: Callable[[], Made], otherwise: Callable[[str], Made], what: str, net: Net | None) -> Made:
    """What is made; where that fails, what is made otherwise, of the number of the failure."""
    try:
        return make()
    except Exception as error:
        if net is None:
            raise
        number = net.caught(what, error)
    return otherwise(number)
