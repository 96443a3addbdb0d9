"""Limits of a field's value, told in its annotation: ``Annotated[str, Limits(max_length=200)]``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Limits:
    """What a value must keep to. Validation reads it as any other constraint, yet only when it is first needed."""

    __slots__ = ("ge", "le", "max_length", "min_length", "strict")
    __is_annotated_types_grouped_metadata__ = True

    def __init__(
        self,
        *,
        ge: float | None = None,
        le: float | None = None,
        min_length: int | None = None,
        max_length: int | None = None,
        strict: bool | None = None,
    ) -> None:
        self.ge = ge
        self.le = le
        self.min_length = min_length
        self.max_length = max_length
        self.strict = strict
        """False lets a list stand for a tuple."""

    def __iter__(self) -> Iterator[Any]:
        """The limits as pydantic knows them."""
        import annotated_types
        from pydantic import Strict

        if self.strict is not None:
            yield Strict(self.strict)
        if self.ge is not None:
            yield annotated_types.Ge(self.ge)
        if self.le is not None:
            yield annotated_types.Le(self.le)
        if self.min_length is not None:
            yield annotated_types.MinLen(self.min_length)
        if self.max_length is not None:
            yield annotated_types.MaxLen(self.max_length)


class AsItsOwnType:
    """Marks a field that may hold a subclass of its type, which is then written with all that the subclass has."""

    __slots__ = ()

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """How pydantic writes it."""
        from pydantic import SerializeAsAny

        return SerializeAsAny().__get_pydantic_core_schema__(source, handler)
