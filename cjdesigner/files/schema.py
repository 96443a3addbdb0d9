"""The JSON Schema of the project file, made from the models that read it."""

from __future__ import annotations

import json
from typing import Any

from cjdesigner.files.container import Container
from cjdesigner.files.migrations import FORMAT, VERSION
from cjdesigner.lanes import LANE_TYPES

NAME = f"cjmap-{VERSION}.schema.json"


def schema() -> dict[str, Any]:
    """The schema of a whole file: JSON Schema, draft 2020-12."""
    found = Container.model_json_schema(mode="validation", ref_template="#/$defs/{model}")
    properties = found["properties"]
    properties["format"] = {"const": FORMAT, "description": "What kind of file this is."}
    properties["version"] = {"const": VERSION, "description": "The version of the format."}
    definitions = found["$defs"]
    cases = []
    for lane in LANE_TYPES:
        name = lane.payload.__name__
        if name not in definitions:
            own = lane.payload.model_json_schema(ref_template="#/$defs/{model}")
            definitions.update(own.pop("$defs", {}))
            definitions[name] = own
        cases.append(
            {
                "if": {"properties": {"type": {"const": lane.key}}, "required": ["type"]},
                "then": {"properties": {"payload": {"$ref": f"#/$defs/{name}"}}},
            }
        )
    definitions["Card"]["allOf"] = cases
    found["$defs"] = dict(sorted(definitions.items()))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
    }


def schema_text() -> str:
    """The schema as it is printed and stored."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
