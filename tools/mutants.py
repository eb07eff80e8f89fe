"""Changes the code of the rooms that hold truth, one small change at a time, and tells which changes no test noticed.

The changes are cosmic-ray's; its own runner has one test command for all files and takes no sample. Of all changes at
one place one is drawn, and as many places from each room. Left out is what alters annotations alone. The checkout
itself is never changed. Settings, from the environment: MUTANTS (how many), SEED, MINUTES (no further mutant is begun
after them) and ONLY (numbers of mutants of this SEED, such as 7,31).
"""

import ast
import difflib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
AT_ONCE = 2

# The code of each room, and its tests, those that take least time first. The golden record is left out: it tells that
# something changed, not which rule broke.
ROOMS = {
    "package": (
        "dashboard/package/*.py",
        "unit/test_boundaries unit/test_package unit/test_verification unit/test_traps unit/test_real_data "
        "unit/test_hostile_text unit/test_validation unit/test_contradictions unit/test_assumed "
        "unit/test_provenance unit/test_check",
    ),
    "figures": (
        "dashboard/figures/co*.py dashboard/figures/words.py",
        "unit/test_counting unit/test_content unit/test_verification unit/test_words unit/test_case_pages "
        "http/test_figures http/test_citations unit/test_provenance",
    ),
    "marks": (
        "dashboard/exhibits/marks*.py",
        "unit/kinds unit/test_maps unit/test_legend unit/test_titles unit/test_plotly_marks unit/test_deck_marks "
        "unit/test_marks_lead",
    ),
    "proof": (
        "dashboard/pages/proof.py dashboard/figures/cite.py",
        "unit/test_proof unit/test_content unit/test_sources http/test_proof_links unit/test_provenance "
        "http/test_citations http/test_pages",
    ),
}


@dataclass(frozen=True)
class Mutant:
    """One change: `code` is the whole file at `path` (from the root), changed."""

    number: int
    room: str
    path: str
    code: str

    def diff(self) -> str:
        before = (ROOT / self.path).read_text(encoding="utf-8").splitlines()
        lines = difflib.unified_diff(before, self.code.splitlines(), self.path, self.path, lineterm="", n=1)
        return "\n".join(lines)


def meaning(code: str) -> str | None:
    """What is left of a module without its annotations: two that agree in it do the same. None if it is no Python."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.AnnAssign):
            node.annotation = ast.Constant(None)
    return ast.dump(tree)


def asked(name: str) -> bool:
    """Not an operator that wants names given, nor one that puts an exception nobody imported, nor `is` for `==`."""
    return not ("Variable" in name or "Exception" in name or name.count("Is") == 1)


def changes_by_place(code: str) -> list[list[tuple[str, int]]]:
    """For each place of a file that can be changed, the operators that can, and which of its places it is for each."""
    places: dict[tuple[int, int], list[tuple[str, int]]] = {}
    nodes = list(ast_nodes(get_ast(code)))
    for name in filter(asked, sorted(operator_names())):
        operator = get_operator(name)()
        starts = (start for node in nodes for start, _ in operator.mutation_positions(node))
        for count, start in enumerate(starts):
            places.setdefault(start, []).append((name, count))
    return [places[start] for start in sorted(places)]


def drawn(room: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Paths and changed codes of a room, one a place, in an order of chance."""
    paths = [path for glob in ROOMS[room][0].split() for path in sorted(ROOT.glob(glob))]
    codes = {path: path.read_text(encoding="utf-8") for path in paths}
    places = [(path, place) for path in paths for place in changes_by_place(codes[path])]
    chance.shuffle(places)
    for path, place in places:
        name, count = chance.choice(place)
        changed = mutate_code(codes[path], get_operator(name)(), count)
        if meaning(changed) not in (None, meaning(codes[path])):
            yield path.relative_to(ROOT).as_posix(), changed


def sample(count: int, seed: int) -> list[Mutant]:
    """As many mutants from each room, in turn, so that a run that is ended early is still even."""
    rounds = zip(*(drawn(room, random.Random(f"{seed} {room}")) for room in ROOMS), strict=False)
    found = [(room, *one) for row in rounds for room, one in zip(ROOMS, row, strict=True)]
    return [Mutant(number, *one) for number, one in enumerate(found[:count], 1)]


def outcome(room: str, copy: Path, limit: float) -> str:
    """What the tests of a room say of a copy of the checkout."""
    tests = [str(next(copy.glob(f"tests/{name}*"))) for name in ROOMS[room][1].split()]
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, timeout=limit, check=False, cwd=copy, capture_output=True)
    except subprocess.TimeoutExpired:
        return "timed out"
    return "killed" if done.returncode else "left"


def tried(mutant: Mutant, copies: SimpleQueue[Path], limit: float) -> str:
    """The outcome for one mutant, in a copy that nobody else uses meanwhile and that is as before afterwards."""
    copy = copies.get()
    changed = copy / mutant.path
    before = changed.rename(changed.with_suffix(".before"))
    try:
        changed.write_text(mutant.code, encoding="utf-8")
        return outcome(mutant.room, copy, limit)
    finally:
        before.replace(changed)
        copies.put(copy)


def run(mutants: list[Mutant], copies: SimpleQueue[Path], until: float) -> Counter[tuple[str, str]]:
    """Tries mutants, and tells of each as it is done; counts outcomes by room."""
    counts: Counter[tuple[str, str]] = Counter()
    first = copies.get()
    limits = {}
    for room in sorted({mutant.room for mutant in mutants}):
        begun = time.monotonic()
        if outcome(room, first, 1800) != "left":
            sys.exit(f"The tests of {room} fail before anything is changed.")
        limits[room] = 30 + 4 * (time.monotonic() - begun)
        print(f"The tests of {room} take {time.monotonic() - begun:.0f} s.", flush=True)
    copies.put(first)

    def one(mutant: Mutant) -> None:
        told = "not begun" if time.monotonic() > until else tried(mutant, copies, limits[mutant.room])
        counts[mutant.room, told] += 1
        if told != "not begun":
            diff = "" if told == "killed" else f"\n{mutant.diff()}\n"
            print(f"{mutant.number} {mutant.room}: {told}{diff}", flush=True)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, mutants))
    return counts


def main() -> int:
    count, seed = int(os.environ.get("MUTANTS", "300")), int(os.environ.get("SEED", "1"))
    until = time.monotonic() + 60 * float(os.environ.get("MINUTES", "60"))
    only = {int(number) for number in os.environ.get("ONLY", "").split(",") if number}
    mutants = [one for one in sample(count, seed) if not only or one.number in only]
    with tempfile.TemporaryDirectory() as folder:
        copies: SimpleQueue[Path] = SimpleQueue()
        leave = shutil.ignore_patterns(".git", ".venv", "node_modules", "build", ".*_cache", ".hypothesis")
        for name in range(AT_ONCE):
            copies.put(shutil.copytree(ROOT, Path(folder, str(name)), ignore=leave))
        counts = run(mutants, copies, until)
    print(f"\nSeed {seed}:")
    for room in ROOMS:
        parts = [f"{counts[room, told]} {told}" for told in ("killed", "left", "timed out", "not begun")]
        print(f"{room}: {', '.join(parts)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
