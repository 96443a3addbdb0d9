"""Commands whose module is imported when one of them is first run."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


class Later:
    """Stands for a module of this folder: its functions can be named before it is imported."""

    def __init__(self, name: str) -> None:
        self._module = f"cjdesigner.ui.{name}"

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self._module), name)(*given, **named)

        return run
