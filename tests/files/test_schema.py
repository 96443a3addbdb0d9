"""The JSON Schema: current, and true to what is written."""

from __future__ import annotations

import json

from cjdesigner import resources
from cjdesigner.files.schema import NAME, schema_text
from cjdesigner.lanes import LANE_TYPES
from cjdesigner.model.records import KINDS


def test_the_stored_schema_is_current() -> None:
    stored = resources.path("schema", NAME).read_text(encoding="utf-8")
    assert stored == schema_text(), "run: cjdesigner schema > resources/schema/" + NAME


def test_it_describes_every_kind_and_every_payload() -> None:
    schema = json.loads(schema_text())
    assert set(schema["properties"]) == {"format", "version", *KINDS}
    assert {kind.__name__ for kind in KINDS.values()} <= set(schema["$defs"])
    cases = {case["if"]["properties"]["type"]["const"]: case["then"] for case in schema["$defs"]["Card"]["allOf"]}
    for lane in LANE_TYPES:
        name = cases[lane.key]["properties"]["payload"]["$ref"].rpartition("/")[2]
        assert set(schema["$defs"][name].get("properties", {})) == set(lane.payload.model_fields)


def test_every_reference_leads_somewhere() -> None:
    schema = json.loads(schema_text())
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, dict):
            found.extend([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
            for inner in value.values():
                collect(inner)
        elif isinstance(value, list):
            for inner in value:
                collect(inner)

    collect(schema)
    assert found
    assert {reference.removeprefix("#/$defs/") for reference in found} <= set(schema["$defs"])
