"""Finds every text that the program shows, for translators and for the test that Dutch is complete.

``python packaging/visible_words.py`` prints the texts without a Dutch translation, then the translations of texts that
are no longer there.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
_CALLS = {"tr": 1, "ntr": 2, "translate": 1}
"""Functions that translate, and how many of their first arguments are texts."""

LOOKED_UP = {
    "cli/arguments.py": {"about"},
    "cli/ordering.py": {"kind.name"},
    "edit/lanes.py": {"kind.name"},
    "editor/telling.py": {"drawn_as(record.type).card_name"},
    "exchange/lane_names.py": {"kind.name", "lane.name", "lane.card_name"},
    "exchange/tables.py": {"text"},
    "lanes/channels.py": {"NAMES[channel]"},
    "lanes/dates.py": {"MONTHS[day.month - 1]"},
    "lanes/pains.py": {"key"},
    "lanes/solutions.py": {"ON_CARD[data.status]"},
    "layout/decisions.py": {"ON_CARD[card.payload.status]"},
    "layout/heading.py": {"STATE[journey.state]", "SEGMENT[journey.segment]"},
    "layout/legend.py": {"channel"},
    "layout/lens.py": {"STATE[journey.state]"},
    "layout/links.py": {"KINDS[link.kind]"},
    "layout/report/cover.py": {"STATE[journey.state]", "SEGMENT[journey.segment]"},
    "layout/report/pains.py": {"ON_CARD[data.status]"},
    "layout/report/sources.py": {"drawn_as(card.type).card_name"},
    "ui/canvas/drops.py": {"kind.name"},
    "ui/views/filter_bar.py": {"name", "kind.name"},
    "ui/canvas/lens_editing.py": {"FIELDS[name].label"},
    "ui/card_menus.py": {"names[kind]", "lane.name"},
    "ui/command_search.py": {"drawn_as(card.type).card_name"},
    "export/warnings.py": {"form.name", "form.loses"},
    "ui/dialogs/audiences.py": {"kind.name", "drawn_as(lane.type).name"},
    "ui/exporting/content_part.py": {"drawn_as(lane.type).name", "drawn_as(key).name", "drawn_as(one.type).name"},
    "ui/exporting/dialog.py": {"form.name"},
    "ui/exporting/file_part.py": {"form.name"},
    "ui/exporting/format_part.py": {"each.name"},
    "ui/dialogs/preferences.py": {
        *("section", "preference.label", "preference.hint", "preference.section", "name", "KEYS"),
    },
    "ui/dialogs/shortcut_table.py": {"spec.title", "spec.menu", "holder.title"},
    "ui/disputes.py": {"choices[str(value)]", "field.label"},
    "ui/fields/base.py": {"self.field.label"},
    "ui/fields/choice.py": {"name", "self.field.label"},
    "ui/fields/colour.py": {"self.field.label"},
    "ui/fields/crop.py": {"self.field.label"},
    "ui/fields/facts.py": {"self.field.label"},
    "ui/fields/links.py": {"drawn_as(record.type).card_name", "one.relation", "relation"},
    "ui/fields/worded.py": {"self.field.hint"},
    "ui/find_bar.py": {"lane.name"},
    "ui/guide.py": {"step.title", "step.hint", "method.STEPS[following].title", "named"},
    "ui/inspector_form.py": {"row.field.label", "self.field.label"},
    "ui/inspector_subjects.py": {"kind.card_name", "drawn_as(first.type).name"},
    "ui/context_menus.py": {"name"},
    "ui/main_window.py": {"lane.name", "name", "spec.title", "title"},
    "ui/palette.py": {"block.lane_type.card_name", "block.lane_type.name"},
    "ui/palette_rows.py": {"self.lane_type.card_name", "self.lane_type.hint"},
    "ui/shortcut_sheet.py": {"menu", "spec.title"},
    "ui/start_page.py": {"title"},
    "ui/tray.py": {"drawn_as(key).card_name", "drawn_as(card.type).card_name", "lane_type.card_name"},
    "words.py": {"english"},
}
"""Per module, what is translated there without standing there: ``in_tables`` must find its texts."""

ARGUMENT_PARSER = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "show program's version number and exit",
    "argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "expected one argument",
    "ignored explicit argument %r",
    "ambiguous option: %(option)s could match %(matches)s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid %(type)s value: %(value)r",
)
"""What Python's own argument parser says through the catalogue."""


class Call(NamedTuple):
    """A place in the program where texts are translated."""

    path: str
    """From the package on, with slashes: "ui/bars.py"."""
    line: int
    scope: str
    """The function it stands in; "" at the top of a module."""
    arguments: tuple[ast.expr, ...]


def calls(root: Path = ROOT / "cjdesigner") -> Iterator[Call]:
    """Every call of a translating function below a folder, under whatever name a module imports it."""
    for path in sorted(root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = _names(tree)
        yield from _calls_in(tree, path.relative_to(root).as_posix(), "", names)


def _names(tree: ast.Module) -> dict[str, str]:
    """What a module calls the translating functions: its own names, as "tr" or "words.tr", to ours."""
    found = {name: name for name in _CALLS}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "cjdesigner.words":
            found.update({one.asname or one.name: one.name for one in node.names if one.name in _CALLS})
        elif isinstance(node, ast.ImportFrom) and node.module == "cjdesigner":
            modules = [one.asname or one.name for one in node.names if one.name == "words"]
            found.update({f"{module}.{name}": name for module in modules for name in _CALLS})
    return found


def _calls_in(node: ast.AST, path: str, scope: str, names: dict[str, str]) -> Iterator[Call]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef)) else scope
        if isinstance(child, ast.Call) and isinstance(child.func, (ast.Name, ast.Attribute)):
            name = names.get(ast.unparse(child.func), "")
            if name:
                yield Call(path, child.lineno, scope, tuple(child.args[: _CALLS[name]]))
        yield from _calls_in(child, path, inside, names)


def literals(node: ast.expr) -> Iterator[str | None]:
    """The texts that an argument can be; None stands for one that is not written there."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    else:
        yield None


def in_code() -> Iterator[str]:
    """The literal texts given to a translating function anywhere in the program."""
    for call in calls():
        for argument in call.arguments:
            yield from (text for text in literals(argument) if text is not None)


def in_tables() -> Iterator[str]:
    """The texts that stand in tables: lanes, fields, actions, commands, formats, months and the words of the lens."""
    from cjdesigner.cli import arguments
    from cjdesigner.editor import method
    from cjdesigner.exchange.base import CONTENT_FORMATS
    from cjdesigner.lanes import LANE_TYPES, channels, dates, solutions
    from cjdesigner.lanes.fields import Field
    from cjdesigner.layout import heading, links
    from cjdesigner.paint.base import DRAWN_FORMATS
    from cjdesigner.ui import actions, inspector_records, start_page
    from cjdesigner.ui.dialogs import preference_rows
    from cjdesigner.ui.fields import links as link_rows
    from cjdesigner.words import LANGUAGES

    for lane in LANE_TYPES:
        yield from (lane.name, lane.card_name, lane.hint)
        for field in lane.fields:
            yield from _field(field)
    for value in vars(inspector_records).values():
        for field in (value,) if isinstance(value, Field) else value if isinstance(value, tuple) else ():
            if isinstance(field, Field):
                yield from _field(field)
    yield from link_rows._AWAY.values()
    yield from actions.IN_CONTEXT.values()
    yield from link_rows._BACK.values()
    yield "Causes the emotion"
    yield from (spec.title for spec in actions.ACTIONS if spec.title)
    yield from (*actions.MENUS, *actions.GROUPS)
    yield from (about for about, _ in arguments.COMMANDS.values())
    yield from ARGUMENT_PARSER
    yield from (each.name for each in DRAWN_FORMATS)
    yield from (text for each in CONTENT_FORMATS for text in (each.name, each.loses))
    yield from (text for step in method.STEPS for text in (step.title, step.hint))
    yield from (*preference_rows.SECTIONS, preference_rows.KEYS)
    for row in preference_rows.PREFERENCES:
        yield from (row.label, row.hint)
        yield from (name for value, name in row.choices if not row.own_names and value not in LANGUAGES)
    yield from (*start_page.SECTIONS.values(), *(title for title, _ in start_page.BUTTONS))
    yield from dates.MONTHS
    yield from channels.NAMES.values()
    yield from solutions.ON_CARD.values()
    yield from heading.STATE.values()
    yield from heading.SEGMENT.values()
    yield from links.KINDS.values()
    yield from ("{count} solution", "{count} solutions")


def _field(field: object) -> Iterator[str]:
    """A field's name, its hint unless that is a name for the program, and its choices unless they are languages."""
    from cjdesigner.words import LANGUAGES

    kind, choices = getattr(field, "kind", ""), getattr(field, "choices", ())
    yield getattr(field, "label", "")
    if kind != "colour":
        yield getattr(field, "hint", "")
    yield from (name for value, name in choices if LANGUAGES.get(value) != name)


def every() -> set[str]:
    """All texts that need a translation."""
    return {text for text in (*in_code(), *in_tables()) if text.strip()}


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from cjdesigner.words import catalogue

    shown, known = every(), catalogue("nl").keys()
    for text in sorted(shown - known):
        print(repr(text))
    for text in sorted(known - shown):
        print("no longer there:", repr(text))
