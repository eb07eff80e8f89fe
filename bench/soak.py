"""`make soak`: users come and go for SOAK_SECONDS (600 unless set) while the memory of two workers is written down.

Draws docs/pictures/soak.svg, and prints what it shows.
"""

import os
import threading
import time
from collections.abc import Sequence

from bench.load import Asked, load
from bench.server import ROOT, Served, dashboard
from bench.topics import TOPICS

SECONDS = float(os.environ.get("SOAK_SECONDS", "600"))
USERS = 20
SAMPLES = 120
TARGET_MB = 220
PICTURE = ROOT / "docs" / "pictures" / "soak.svg"
WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 760, 300, 60, 40, 30
FLAT = 1.10  # the last fifth may hold so much more than the second


def main() -> None:
    with dashboard(workers=2) as served:
        users = threading.Thread(target=_use, args=(served,))
        users.start()
        memory = list(_watch(served, users))
    PICTURE.write_text(picture(memory), "utf-8")
    early, late = _mean_of(memory, 1), _mean_of(memory, 4)
    print(f"{SECONDS:.0f} s, {USERS} users: {early:.0f} MB in the second fifth, {late:.0f} MB in the last")
    if late > early * FLAT:
        raise SystemExit("the memory grows: the last fifth holds more than a tenth more than the second")


def _use(served: Served) -> None:
    """Every page in both languages and under each choice, over and over."""
    queries = [(one.path, query) for one in TOPICS for query in one.answers.values() or [""]]
    asked: list[Asked] = [
        ("GET", f"{prefix}{path}{'?' if query else ''}{query}", "")
        for prefix in ("", "/en")
        for path, query in queries
    ]
    load(served.port, asked, users=USERS, seconds=SECONDS)


def _watch(served: Served, users: threading.Thread) -> Sequence[tuple[float, float]]:
    """(seconds, MB), until the users are gone."""
    start, seen = time.monotonic(), []
    while users.is_alive():
        seen.append((time.monotonic() - start, served.memory_mb()))
        users.join(SECONDS / SAMPLES)
    return seen


def _mean_of(memory: Sequence[tuple[float, float]], fifth: int) -> float:
    part = [held for _, held in memory[len(memory) * fifth // 5 : len(memory) * (fifth + 1) // 5]]
    return sum(part) / len(part)


def picture(memory: Sequence[tuple[float, float]]) -> str:
    """The curve as an SVG, with the target as a dashed line; it is read on paper and in either theme."""
    last = memory[-1][0]
    top = max(TARGET_MB, *(held for _, held in memory)) * 1.1

    def x(seconds: float) -> float:
        return LEFT + seconds / last * (WIDTH - LEFT - 20)

    def y(held: float) -> float:
        return HEIGHT - BOTTOM - held / top * (HEIGHT - BOTTOM - TOP)

    line = " ".join(f"{x(seconds):.1f},{y(held):.1f}" for seconds, held in memory)
    title = f"Memory of 2 workers over {last:.0f} s: {memory[0][1]:.0f} MB at first, {memory[-1][1]:.0f} MB at last"
    marks = "".join(
        f'<text x="{LEFT - 8}" y="{y(held) + 4:.1f}" text-anchor="end">{held}</text>'
        for held in range(0, int(top) + 1, 50)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="12"><title>{title}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/><text x="{LEFT}" y="18">{title}</text>{marks}'
        f'<path d="M{LEFT} {TOP}V{y(0):.1f}H{WIDTH - 20}" fill="none" stroke="#777"/>'
        f'<path d="M{LEFT} {y(TARGET_MB):.1f}H{WIDTH - 20}" stroke="#777" stroke-dasharray="4 4"/>'
        f'<text x="{WIDTH - 20}" y="{y(TARGET_MB) - 5:.1f}" text-anchor="end">target {TARGET_MB} MB</text>'
        f'<polyline points="{line}" fill="none" stroke="#0F6175" stroke-width="2"/>'
        f'<text x="{LEFT}" y="{HEIGHT - 14}">0 s</text>'
        f'<text x="{WIDTH - 20}" y="{HEIGHT - 14}" text-anchor="end">{last:.0f} s</text></svg>\n'
    )


if __name__ == "__main__":
    main()
