"""What the exhibits of a view rest on: facts, computed figures and members of registers on show, and their sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dashboard.figures.cite import derive, is_computed
from dashboard.figures.words import Ref
from dashboard.package.load import Package
from dashboard.pages.uses import drawn, said
from dashboard.pages.view import Item, View
from dashboard.render.site import Site

Users = Mapping[str, tuple[str, ...]]  # an id, and the keys of the exhibits that use it, in their order


@dataclass(frozen=True, kw_only=True)
class Used:
    """Ids stand in the order in which the exhibits first use them."""

    facts: Users
    derived: Users
    members: Mapping[str, Users]  # by the key of their register
    sources: tuple[str, ...]


def used(view: View, site: Site) -> Used:
    keys = [register.key for register in site.package.site.registers]
    found: dict[str, dict[str, dict[str, None]]] = {kind: {} for kind in ("fact", "derived", *keys)}
    sources: dict[str, None] = {}
    for item in view.items:
        for kind, one in _used_by(item, view, site):
            found[kind].setdefault(one, {})[item.exhibit.key] = None
        sources |= dict.fromkeys(item.shown(view.lang).selection.sources)
    users = {kind: {one: tuple(keys) for one, keys in by_id.items()} for kind, by_id in found.items()}
    stated = (site.package.fact(one).source_id for one in users["fact"])
    return Used(
        facts=users["fact"],
        derived=users["derived"],
        members={key: users[key] for key in keys},
        sources=tuple(sources | dict.fromkeys(stated)),
    )


def _used_by(item: Item, view: View, site: Site) -> Iterator[tuple[str, str]]:
    """Kind and id of all that an exhibit shows and says, and of what its computed figures are made from."""
    selection = item.shown(view.lang).selection
    yield from (("fact", one) for one in selection.fact_ids())
    refs = (*drawn(item.shown(view.lang)), *said(item.exhibit))
    yield from ((ref.kind, ref.id) for ref in with_inputs(refs, site.package))
    yield from ((selection.register_key, one) for one in selection.member_ids())


def with_inputs(refs: Iterable[Ref], package: Package) -> Iterator[Ref]:
    """The facts and computed figures among the references, each followed by what it is computed from."""
    for ref in refs:
        if ref.kind in ("fact", "derived"):
            yield ref
        if ref.kind == "derived":
            found = derive(package, ref.id)
            inputs = () if found.derived.operation == "count" else found.inputs
            yield from with_inputs((input_ref(package, one) for one in inputs), package)


def input_ref(package: Package, figure_id: str) -> Ref:
    return Ref("derived" if is_computed(package, figure_id) else "fact", figure_id)
