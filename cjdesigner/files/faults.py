"""What validation found wrong, as one sentence with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cjdesigner.files import positions
from cjdesigner.files.errors import FileError, shown
from cjdesigner.files.positions import Place
from cjdesigner.files.reading import path_of
from cjdesigner.words import tr

if TYPE_CHECKING:
    from pydantic import ValidationError


def described(error: ValidationError, place: Place, record_id: str, text: str) -> FileError:
    """The first fault of a validation whose value stands at ``place`` of the file's text."""
    fault = error.errors(include_url=False, include_input=False)[0]
    found = (*place, *fault["loc"])
    message = _sentence(fault["type"], fault.get("ctx", {}), fault["msg"])
    if record_id:
        message = tr("{message} (record “{id}”)", message=message, id=shown(record_id))
    return FileError(message, line=positions.line_of(text, found), where=path_of(found))


def _sentence(kind: str, context: dict[str, Any], message: str) -> str:
    simple = {
        "missing": tr("It is missing."),
        "string_type": tr("It must be text."),
        "string_too_short": tr("It must not be empty."),
        "string_unicode": tr("The text holds half a character (a lone surrogate)."),
        "bool_type": tr("It must be true or false."),
        "int_type": tr("It must be a whole number."),
        "float_type": tr("It must be a number."),
        "finite_number": tr("It must be a finite number."),
        "list_type": tr("It must be a list."),
        "tuple_type": tr("It must be a list."),
        "dict_type": tr("It must be an object."),
        "model_type": tr("It must be an object."),
        "model_attributes_type": tr("It must be an object."),
    }
    if kind in simple:
        return simple[kind]
    if kind == "string_too_long":
        return tr("It is longer than {limit} characters.", limit=context["max_length"])
    if kind == "too_long":
        return tr("It has more than {limit} entries.", limit=context["max_length"])
    if kind == "literal_error":
        return tr("It must be one of {values}.", values=context["expected"])
    if kind in ("greater_than_equal", "greater_than"):
        return tr("It must be at least {limit}.", limit=_figure(context.get("ge", context.get("gt"))))
    if kind in ("less_than_equal", "less_than"):
        return tr("It must be at most {limit}.", limit=_figure(context.get("le", context.get("lt"))))
    return tr("It is not as it should be: {reason}.", reason=shown(message, 120))


def _figure(limit: Any) -> Any:
    """Without a needless ".0"."""
    return int(limit) if isinstance(limit, float) and limit.is_integer() else limit
