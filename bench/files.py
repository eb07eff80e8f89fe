"""`python -m bench.files`: what each kind of file costs, for all pages, for one, and for one under a filter.

Seconds of a processor for the first answer of a new process, when nothing of the view is remembered; a second time a
file costs nothing.
"""

import time

from dashboard.app import create_app
from dashboard.settings import Settings

FILES = ("deck.pptx", "data.xlsx", "briefing.docx", "snapshot.html", "facts.json")
VIEWS = {
    "all pages": "",
    "east–west": "page=east-west",
    "east–west, Guizhou": "page=east-west&province=520000",
}


def main() -> None:
    print(f"| file | {' | '.join(VIEWS)} |\n| --- {'| --- ' * len(VIEWS)}|")
    for name in FILES:
        print(f"| {name} | {' | '.join(_cost(f'/export/{name}?{query}') for query in VIEWS.values())} |")


def _cost(address: str) -> str:
    client = create_app(Settings.from_env({})).server.test_client()
    client.get("/")
    start = time.process_time()
    answer = client.get(address)
    seconds = time.process_time() - start
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return f"{seconds:.1f} s, {len(answer.data) / 1024:,.0f} KB"


if __name__ == "__main__":
    main()
