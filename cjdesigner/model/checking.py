"""Pydantic's side of the values: their validators and serializers, built when something first needs them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from cjdesigner.model.values import REQUIRED

if TYPE_CHECKING:
    from cjdesigner.model.values import Checked

_lock = threading.RLock()
_models: dict[type[Checked], type[BaseModel]] = {}


def build(kind: type[Checked]) -> None:
    """Give the class its validator and its serializer."""
    with _lock:
        if not kind._built:
            model = _model(kind)
            for name in ("__pydantic_validator__", "__pydantic_serializer__"):
                setattr(kind, name, getattr(model, name))
            kind._built = True


def schema(kind: type[Checked], handler: Any) -> Any:
    """The core schema of the class, for where it stands inside another."""
    with _lock:
        return handler.generate_schema(_model(kind))


def special(kind: type[Checked], types: dict[str, Any], defaults: dict[str, Any]) -> type[BaseModel]:
    """A pydantic model that makes values of the class, where some fields have another type and default.

    A field with another type and no default has to be given.
    """
    with _lock:
        known = {name: value for name, value in kind.model_fields.items() if name not in types}
        return _made(kind, kind.model_types() | types, known | defaults)


def _model(kind: type[Checked]) -> type[BaseModel]:
    """The pydantic model with the same fields, which makes values of the class instead of its own."""
    if kind not in _models:
        _models[kind] = _made(kind, kind.model_types(), kind.model_fields)
    return _models[kind]


def _made(kind: type[Checked], types: dict[str, Any], defaults: dict[str, Any]) -> type[BaseModel]:
    def core_schema(model: Any, source: Any, handler: Any) -> Any:
        made = handler(source)
        handler.resolve_ref_schema(made)["cls"] = kind
        return made

    return type(BaseModel)(  # type: ignore[misc]
        kind.__name__,
        (BaseModel,),
        {
            "__module__": kind.__module__,
            "__qualname__": kind.__qualname__,
            "__doc__": kind.__doc__,
            "__annotations__": types,
            "__get_pydantic_core_schema__": classmethod(core_schema),
            "model_config": ConfigDict(**kind.model_config),  # type: ignore[typeddict-item]
            **{name: value for name, value in defaults.items() if value is not REQUIRED},
        },
    )
