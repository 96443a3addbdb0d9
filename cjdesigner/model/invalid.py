"""What validation raises, for those who catch it: pydantic is imported once something was refused, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError as ValidationError


def __getattr__(name: str) -> Any:
    """``invalid.ValidationError`` is pydantic's, a ValueError; an ``except`` clause asks only when it is reached."""
    if name == "ValidationError":
        from pydantic import ValidationError

        return ValidationError
    raise AttributeError(name)
