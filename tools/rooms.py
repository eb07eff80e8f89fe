"""The rooms of dashboard/: the order in which they may import each other, and what each of them does import."""

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "dashboard"
MODULES = sorted(HOME.rglob("*.py"))

# A room imports only from rooms that stand before it.
LINE = (
    "catalogue",
    "package",
    "figures",
    "search",
    "theme",
    "exhibits",
    "layout",
    "deck",
    "dash_internals",
    "render",
    "pages",
    "slides",
    "files",
    "faults",
    "head",
    "wiring",
    "document",
    "check",
    "security",
    "app",
    "__main__",
)
# These stand beside the line: they import no room, and only the last rooms import them.
LEAVES = ("settings", "access_log", "delivery")
LEAF_READERS = ("pages", "files", "faults", "document", "app", "__main__")
# These never meet Dash or Flask, not even through another room.
PURE = LINE[: LINE.index("dash_internals")]


def allowed(room: str) -> set[str]:
    """The rooms that `room` may import, itself included."""
    if room not in LINE:
        return {room}
    before = set(LINE[: LINE.index(room) + 1])
    if room in PURE:
        before &= set(PURE)
    return before | set(LEAVES if room in LEAF_READERS else ())


def room_of(path: Path) -> str:
    return path.relative_to(HOME).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """Dotted names of the modules that a file imports: `from dashboard import theme` gives `dashboard.theme`."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(path, node)
            names = [f"{base}.{alias.name}" for alias in node.names]
            yield from names if base == "dashboard" else [base, *filter(_is_module, names)]


def _is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file()


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    folder = path.relative_to(ROOT).parent.parts
    return ".".join([*folder[: len(folder) - node.level + 1], *filter(None, [node.module])])


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def rooms_imported(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imported(path) if name.startswith("dashboard.")}


def imports() -> Mapping[str, set[str]]:
    """Of each room the other rooms that its files import."""
    return {
        room: {
            name for path in MODULES if room_of(path) == room for name in rooms_imported(path) if name != room
        }
        for room in (*LINE, *LEAVES)
    }


def source(room: str) -> Path:
    """Its folder, or the one file that it is."""
    return HOME / room if (HOME / room).is_dir() else HOME / f"{room}.py"


def purpose(room: str) -> str:
    """The first sentence of its docstring."""
    path = source(room)
    text = ast.get_docstring(parsed(path / "__init__.py" if path.is_dir() else path)) or ""
    return " ".join(text.partition("\n\n")[0].split()).partition(". ")[0].removesuffix(".") + "."
