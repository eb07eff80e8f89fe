"""The dashboard without a browser: pages are fetched and callbacks posted through Flask's test client."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from dashboard.app import create_app
from dashboard.settings import Settings

Names = list[dict[str, Any]]


@dataclass(frozen=True)
class Callbacks:
    """Posts to the callback endpoint what a browser would post."""

    client: FlaskClient

    def post(
        self, output: str, values: Mapping[str, object], *, triggered: str | None = None
    ) -> TestResponse:
        """Call the callback with the output `ID.PROPERTY`; values are given by `ID.PROPERTY`, the rest is null."""
        body = self.body(output, values, triggered=triggered)
        return self.client.post("/_dash-update-component", json=body)

    def body(
        self, output: str, values: Mapping[str, object], *, triggered: str | None = None
    ) -> dict[str, Any]:
        callback = self._declared(output)
        names = {f"{one['id']}.{one['property']}" for one in callback["inputs"] + callback["state"]}
        assert names >= set(values), f"the callback does not read {sorted(set(values) - names)}"
        changed = [triggered] if triggered else [name for name in values if name in names]
        outputs = _outputs(callback["output"])
        return {
            "output": callback["output"],
            "outputs": outputs if callback["output"].startswith("..") else outputs[0],
            "inputs": _filled(callback["inputs"], values),
            "state": _filled(callback["state"], values),
            "changedPropIds": changed,
        }

    def _declared(self, output: str) -> Any:
        declared = self.client.get("/_dash-dependencies").get_json()
        fitting = [one for one in declared if output in map(_joined, _outputs(one["output"]))]
        served = [one for one in fitting if not one["clientside_function"]]
        assert len(served) == 1, f"{len(served)} callbacks of the server write {output}, not one"
        return served[0]


def _outputs(declared: str) -> Names:
    """Read Dash's notation: `id.property`, or `..id.property...id.property..` for several outputs."""
    names = declared.removeprefix("..").removesuffix("..").split("...")
    return [{"id": _component(one.rpartition(".")[0]), "property": one.rpartition(".")[2]} for one in names]


def _component(name: str) -> Any:
    """The id of a component: a word, or a dictionary written as JSON."""
    return json.loads(name) if name.startswith("{") else name


def _joined(name: Mapping[str, Any]) -> str:
    return f"{name['id']}.{name['property']}"


def _filled(names: Names, values: Mapping[str, object]) -> list[dict[str, object]]:
    return [{**name, "value": values.get(_joined(name))} for name in names]


@pytest.fixture(scope="session")
def client(settings: Settings) -> FlaskClient:
    server: Flask = create_app(settings).server
    return server.test_client()


@pytest.fixture(scope="session")
def callbacks(client: FlaskClient) -> Callbacks:
    return Callbacks(client)
