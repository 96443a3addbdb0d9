"""Knows values that are plainly as they should be, so that a start need not wait for the validation library.

What is not plain is neither accepted nor refused here: `Unsure` leaves it to validation. What is accepted becomes the
very same that validation would make of it; a property test holds the two together.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from math import inf, isfinite
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from cjdesigner.model.limits import AsItsOwnType, Limits

Look = Callable[[Any], Any]
"""What a value becomes. Raises Unsure."""

_EXACT = 2**53
"""Whole numbers up to here are the same as a float."""


class Unsure(Exception):
    """Only validation can tell."""


def looker(annotation: Any, strict: bool, record: Callable[[Any, Any, bool], Any]) -> Look:
    """How values of a type are known; ``record`` is asked for those that are records themselves."""
    limits = Limits()
    if get_origin(annotation) is Annotated:
        annotation, *marks = get_args(annotation)
        for mark in marks:
            if isinstance(mark, Limits):
                limits = _both(limits, mark)
            elif not isinstance(mark, AsItsOwnType):
                return _unsure
    simple = _SIMPLE.get(annotation) if isinstance(annotation, type) else None
    if simple is not None:
        return simple(limits)
    lenient = not (strict if limits.strict is None else limits.strict)

    def inner(one: Any) -> Look:
        return looker(one, strict, record)

    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return _literal(frozenset(inside))
    if origin is tuple and len(inside) == 2 and inside[1] is ...:
        return _tuple(inner(inside[0]), limits, lenient)
    if origin is tuple:
        return _fixed(tuple(map(inner, inside)), lenient)
    if origin is dict:
        return _dict(inner(inside[0]), inner(inside[1]), limits)
    if origin in (Union, types.UnionType) and len(inside) == 2 and inside[1] is type(None):
        return _or_none(inner(inside[0]))
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return lambda value: record(annotation, value, lenient)
    return _unsure


def _both(first: Limits, second: Limits) -> Limits:
    def chosen(name: str) -> Any:
        later = getattr(second, name)
        return getattr(first, name) if later is None else later

    return Limits(**{name: chosen(name) for name in Limits.__slots__})


def _unsure(value: Any) -> Any:
    raise Unsure


def _range(limits: Limits) -> tuple[float, float]:
    return (-inf if limits.ge is None else limits.ge), (inf if limits.le is None else limits.le)


def _sizes(limits: Limits) -> tuple[float, float]:
    return limits.min_length or 0, (inf if limits.max_length is None else limits.max_length)


def _text(limits: Limits) -> Look:
    least, most = _sizes(limits)

    def look(value: Any) -> Any:
        if type(value) is not str or not least <= len(value) <= most or not (value.isascii() or _is_whole(value)):
            raise Unsure
        return value

    return look


def _is_whole(text: str) -> bool:
    """Whether it holds no halves of characters."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _switch(limits: Limits) -> Look:
    def look(value: Any) -> Any:
        if value is not True and value is not False:
            raise Unsure
        return value

    return look


def _whole_number(limits: Limits) -> Look:
    least, most = _range(limits)

    def look(value: Any) -> Any:
        if type(value) is not int or not -_EXACT <= value <= _EXACT or not least <= value <= most:
            raise Unsure
        return value

    return look


def _number(limits: Limits) -> Look:
    least, most = _range(limits)

    def look(value: Any) -> Any:
        if type(value) is int and -_EXACT <= value <= _EXACT:
            value = float(value)
        if type(value) is not float or not isfinite(value) or not least <= value <= most:
            raise Unsure
        return value

    return look


_SIMPLE: Mapping[type, Callable[[Limits], Look]] = {str: _text, bool: _switch, int: _whole_number, float: _number}


def _literal(known: frozenset[Any]) -> Look:
    def look(value: Any) -> Any:
        if type(value) is not str or value not in known:
            raise Unsure
        return value

    return look


def _tuple(inner: Look, limits: Limits, lenient: bool) -> Look:
    least, most = _sizes(limits)

    def look(value: Any) -> Any:
        if type(value) is not tuple and not (lenient and type(value) is list):
            raise Unsure
        if not least <= len(value) <= most:
            raise Unsure
        return tuple(map(inner, value))

    return look


def _fixed(inner: tuple[Look, ...], lenient: bool) -> Look:
    def look(value: Any) -> Any:
        if type(value) is not tuple and not (lenient and type(value) is list):
            raise Unsure
        if len(value) != len(inner):
            raise Unsure
        return tuple(known(one) for known, one in zip(inner, value, strict=True))

    return look


def _dict(key: Look, inner: Look, limits: Limits) -> Look:
    least, most = _sizes(limits)

    def look(value: Any) -> Any:
        if type(value) is not dict or not least <= len(value) <= most:
            raise Unsure
        return {key(name): inner(one) for name, one in value.items()}

    return look


def _or_none(inner: Look) -> Look:
    return lambda value: None if value is None else inner(value)
