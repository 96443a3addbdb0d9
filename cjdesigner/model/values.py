"""Frozen values with typed fields, checked by pydantic, which is imported only once something needs it.

Importing pydantic and building its validators takes longer than an empty window. A start makes a few hundred records
that are plainly sound; `plainly` knows them, and whatever it does not know goes to pydantic, as everything does once
pydantic is there. Both make the very same values.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self, dataclass_transform

from cjdesigner.model.plainly import Look, Unsure, looker

REQUIRED: Any = type("Required", (), {"__repr__": lambda _: "REQUIRED"})()
"""Stands for the default of a field that has none."""

_set = object.__setattr__
_evaluated: dict[tuple[str, str], Any] = {}


class _Late:
    """A part of pydantic's that a class has once it is asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, value: Any, kind: type[Checked]) -> Any:
        kind.model_build()
        return kind.__dict__[self.name]


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Checked:
    """Anything frozen with typed fields: a record, a part of one, the settings.

    Making one from fields that do not fit raises pydantic's ValidationError. ``model_config`` says ``strict`` for no
    conversion between types, ``extra`` "allow" to keep unknown fields, or "ignore" to drop them.
    """

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__", "__weakref__")

    model_config: ClassVar[dict[str, Any]] = {}
    model_fields: ClassVar[dict[str, Any]] = {}
    """The default of each field, `REQUIRED` for none, in file order."""
    _built: ClassVar[bool] = False
    _looks: ClassVar[tuple[tuple[str, Look, Any], ...] | None] = None

    if TYPE_CHECKING:
        __pydantic_extra__: dict[str, Any] | None
        __pydantic_fields_set__: set[str]
        __pydantic_validator__: ClassVar[Any]
        __pydantic_serializer__: ClassVar[Any]
    else:

        def __init__(self, /, **fields: Any) -> None:
            if type(self)._built or not _filled(self, fields):
                type(self).__pydantic_validator__.validate_python(fields, self_instance=self)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        fields = dict(cls.model_fields)
        for name, annotation in cls.__dict__.get("__annotations__", {}).items():
            if not annotation.startswith("ClassVar"):
                fields[name] = cls.__dict__.get(name, REQUIRED)
                if name in cls.__dict__:
                    delattr(cls, name)
        cls.model_fields = fields
        cls.model_config = {**cls.model_config, **cls.__dict__.get("model_config", {})}
        cls._built = False
        cls._looks = None
        for name in ("__pydantic_validator__", "__pydantic_serializer__"):
            late = _Late()
            late.__set_name__(cls, name)
            setattr(cls, name, late)

    # --- making -----------------------------------------------------------------------------------------------------

    @classmethod
    def model_validate(cls, found: Any) -> Self:
        """The value with these fields; a value of the class as it is. Raises pydantic's ValidationError."""
        made = cls.model_plain(found)
        if made is not None:
            return made
        checked: Self = cls.__pydantic_validator__.validate_python(found)
        return checked

    @classmethod
    def model_plain(cls, found: Any) -> Self | None:
        """The value with these fields where they are plainly sound; None where validation is to tell, or is quicker."""
        if cls._built:
            return None
        if type(found) is cls:
            return found
        if type(found) is not dict:
            return None
        made = cls.__new__(cls)
        return made if _filled(made, found) else None

    @classmethod
    def model_validate_json(cls, data: str | bytes) -> Self:
        """The value in JSON. Raises pydantic's ValidationError."""
        if not cls._built and not cls.model_config.get("strict"):  # JSON is laxer with what is strict
            import json

            try:
                made = cls.model_plain(json.loads(data, object_pairs_hook=_once))
            except (ValueError, RecursionError):
                made = None
            if made is not None:
                return made
        checked: Self = cls.__pydantic_validator__.validate_json(data)
        return checked

    @classmethod
    def model_construct(cls, **fields: Any) -> Self:
        """The value with these fields as they are, which the caller knows to be sound."""
        made = cls.__new__(cls)
        known = {
            name: fields[name] if name in fields else _fresh(default)
            for name, default in cls.model_fields.items()
            if name in fields or default is not REQUIRED
        }
        extra = {name: value for name, value in fields.items() if name not in cls.model_fields}
        _set(made, "__dict__", known)
        _set(made, "__pydantic_extra__", extra if cls.model_config.get("extra") == "allow" else None)
        _set(made, "__pydantic_fields_set__", set(fields))
        return made

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The value with some fields changed, which are not checked; ``deep`` copies what is in it, too."""
        made: Self = self.__deepcopy__() if deep else self.__copy__()
        if update:
            fields, extra = made.__dict__, made.__pydantic_extra__
            for name, value in update.items():
                if name in type(self).model_fields or extra is None:
                    fields[name] = value
                else:
                    extra[name] = value
            made.__pydantic_fields_set__.update(update)
        return made

    # --- telling ----------------------------------------------------------------------------------------------------

    @property
    def model_extra(self) -> dict[str, Any] | None:
        """The unknown fields that are kept; None where none ever are."""
        return self.__pydantic_extra__

    def get(self, name: str, default: Any = None) -> Any:
        """What a field holds, or what is kept beside the fields under that name; else the default.

        Unknown fields are no attributes: with a ``__getattr__`` Python would look up every field ten times slower.
        """
        fields = self.__dict__
        if name in fields:
            return fields[name]
        extra = self.__pydantic_extra__
        return default if extra is None else extra.get(name, default)

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The fields as plain data, with pydantic's options."""
        found: dict[str, Any] = type(self).__pydantic_serializer__.to_python(self, **options)
        return found

    def model_dump_json(self, **options: Any) -> str:
        """The fields as JSON, with pydantic's options."""
        data: bytes = type(self).__pydantic_serializer__.to_json(self, **options)
        return data.decode()

    @classmethod
    def model_json_schema(cls, **options: Any) -> dict[str, Any]:
        """The JSON Schema of such values, with pydantic's options."""
        from pydantic import TypeAdapter

        return TypeAdapter(cls).json_schema(**options)

    # --- behaving like a value --------------------------------------------------------------------------------------

    def __setattr__(self, name: str, value: Any) -> None:
        raise _frozen(self, name, value)

    def __delattr__(self, name: str) -> None:
        raise _frozen(self, name, None)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Checked):
            return NotImplemented
        return (
            type(self) is type(other)
            and self.__dict__ == other.__dict__
            and self.__pydantic_extra__ == other.__pydantic_extra__
        )

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """Name and value of each field, then of what is kept beside them."""
        yield from self.__dict__.items()
        yield from (self.__pydantic_extra__ or {}).items()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

    def __copy__(self) -> Self:
        made = type(self).__new__(type(self))
        extra = self.__pydantic_extra__
        _set(made, "__dict__", self.__dict__.copy())
        _set(made, "__pydantic_extra__", None if extra is None else extra.copy())
        _set(made, "__pydantic_fields_set__", self.__pydantic_fields_set__.copy())
        return made

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        from copy import deepcopy

        made = self.__copy__()
        _set(made, "__dict__", deepcopy(made.__dict__, memo))
        _set(made, "__pydantic_extra__", deepcopy(made.__pydantic_extra__, memo))
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpacked, (type(self), self.__dict__, self.__pydantic_extra__, self.__pydantic_fields_set__)

    # --- pydantic ---------------------------------------------------------------------------------------------------

    @classmethod
    def model_build(cls) -> None:
        """Have pydantic's validator and serializer made, from any thread; nothing where they are there."""
        from cjdesigner.model import checking

        checking.build(cls)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from cjdesigner.model import checking

        return checking.schema(cls, handler)

    @classmethod
    def model_types(cls) -> dict[str, Any]:
        """The type of each field, with its limits."""
        found: dict[str, Any] = {}
        for owner in reversed(cls.__mro__):
            for name, annotation in owner.__dict__.get("__annotations__", {}).items():
                if name in cls.model_fields:
                    found[name] = _type(owner.__module__, annotation)
        return found


def _type(module: str, annotation: str) -> Any:
    known = _evaluated.get((module, annotation))
    if known is None:
        names = vars(sys.modules[module])
        # An annotation in the program's own code, as typing.get_type_hints evaluates it.
        known = _evaluated[module, annotation] = names.get(annotation) or eval(annotation, names)
    return known


def _unpacked(kind: type[Checked], fields: dict[str, Any], extra: dict[str, Any] | None, given: set[str]) -> Checked:
    made = kind.__new__(kind)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_extra__", extra)
    _set(made, "__pydantic_fields_set__", given)
    return made


def _frozen(value: Checked, name: str, given: Any) -> ValueError:
    from pydantic_core import ValidationError

    fault: Any = {"type": "frozen_instance", "loc": (name,), "input": given}
    return ValidationError.from_exception_data(type(value).__name__, [fault])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _fresh(default: Any) -> Any:
    """A default of a field's own: what can be changed is copied."""
    return default.copy() if type(default) is dict or type(default) is list else default


def _filled(made: Checked, found: dict[str, Any]) -> bool:
    """Fill a new value with these fields where they are plainly sound; False leaves it untouched."""
    kind = type(made)
    looks = kind._looks
    if looks is None:
        strict = bool(kind.model_config.get("strict"))
        known = kind.model_types()
        looks = kind._looks = tuple(
            (name, looker(known[name], strict, _inner), default) for name, default in kind.model_fields.items()
        )
    fields: dict[str, Any] = {}
    given = 0
    try:
        for name, look, default in looks:
            if name in found:
                fields[name] = look(found[name])
                given += 1
            elif default is REQUIRED:
                return False
            else:
                fields[name] = _fresh(default)
    except Unsure:
        return False
    extra: dict[str, Any] | None = {} if kind.model_config.get("extra") == "allow" else None
    if given != len(found):
        if not all(type(name) is str and name.isascii() for name in found):
            return False
        if extra is not None:
            extra.update((name, value) for name, value in found.items() if name not in fields)
    _set(made, "__dict__", fields)
    _set(made, "__pydantic_extra__", extra)
    _set(made, "__pydantic_fields_set__", {name for name in found if name in fields or extra is not None})
    return True


def _inner(kind: type[Checked], value: Any, lenient: bool) -> Any:
    """A value inside another one."""
    if isinstance(value, kind):
        return value
    if lenient and type(value) is dict:
        made = kind.__new__(kind)
        if _filled(made, value):
            return made
    raise Unsure
