"""How wide the columns of a table are."""

from collections.abc import Sequence


def shared(wishes: Sequence[float], limits: Sequence[float], width: float, narrowest: float) -> list[float]:
    """Where the wishes are too wide together, the widest columns give way first."""
    spare = width - sum(wishes)
    if spare >= 0:
        return [wish + spare * wish / sum(wishes) for wish in wishes]
    widths, widest = list(wishes), max(wishes)
    while sum(widths) > width:
        if widest < narrowest:
            return [one * width / sum(widths) for one in widths]
        widest -= 2
        widths = [min(wish, max(widest, limit)) for wish, limit in zip(wishes, limits, strict=True)]
    return widths
