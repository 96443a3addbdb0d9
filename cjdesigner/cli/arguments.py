"""The command line's grammar."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from cjdesigner import __version__, words
from cjdesigner.cli.output import complain
from cjdesigner.words import tr

# What the library says itself goes through the catalogue as well.
setattr(argparse, "_", tr)  # noqa: B010


ENDINGS = ".pdf, .png, .svg, .html, .pptx, .xlsx, .csv, .md, .mmd, .json"
"""Of ``export.formats.FORMATS``, which takes long to import; a test keeps the two alike."""


READABLE = ".csv, .tsv, .txt, .xlsx, .md, .markdown, .mmd, .mermaid, .json"
"""Of ``exchange.importing.IMPORTED``, for the same reason."""


_KINDS = ("map", "paper", "tiled", "phases", "report", "tour")
"""Of ``layout.plan.KINDS``, for the same reason."""

_FIELDS = "{map} {number} {project} {audience} {date}"
"""Of ``export.naming.FIELDS``, for the same reason."""


class _Parser(argparse.ArgumentParser):
    """An argument parser that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        complain(tr("{message} (see {program} --help)", message=message, program=self.prog))
        sys.exit(2)


def parse(given: list[str]) -> argparse.Namespace:
    """The arguments with ``run``, what does the work. Ends the program on a mistake, --help and --version."""
    command = next((argument for argument in _positional(given)), None)
    if command not in COMMANDS:
        return _editor().parse_args(given)
    return _commands().parse_args(given)


def _positional(given: list[str]) -> list[str]:
    """The arguments that are neither options nor the value of the one option that may come first."""
    found = []
    skip = False
    for argument in given:
        if skip:
            skip = False
        elif argument == "--":
            break
        elif argument == "--language":
            skip = True
        elif not argument.startswith("-"):
            found.append(argument)
    return found


def _editor() -> _Parser:
    listing = "\n".join(f"  {name:<10} {tr(about)}" for name, (about, _) in COMMANDS.items())
    parser = _Parser(
        "cjdesigner",
        description=tr("An offline editor for customer journey maps."),
        epilog=f"{tr('Commands (each has its own --help):')}\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _common(parser)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=tr("a project file to open in the editor"))
    parser.set_defaults(run=_late("editor", "run"))
    return parser


def _commands() -> _Parser:
    parser = _Parser("cjdesigner", description=tr("An offline editor for customer journey maps."))
    _common(parser)
    subparsers = parser.add_subparsers(required=True, metavar=tr("command"), parser_class=_Parser)
    for name, (about, arrange) in COMMANDS.items():
        arrange(subparsers.add_parser(name, help=tr(about), description=tr(about)))
    return parser


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"cjdesigner {__version__}")
    _language(parser)


def _language(parser: argparse.ArgumentParser) -> None:
    # Suppressed, so that a command that is given none does not undo the one given before it.
    parser.add_argument(
        "--language", choices=sorted(words.LANGUAGES), default=argparse.SUPPRESS, help=tr("the language of messages")
    )


def _late(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A command's function, imported once it is called: none should wait for what another one needs."""

    def run(arguments: argparse.Namespace) -> int:
        found: Any = importlib.import_module(f"cjdesigner.cli.{module}")
        status: int = getattr(found, name)(arguments)
        return status

    return run


def _templates(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    parser.set_defaults(run=_late("templates", "listed"))


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("output", type=Path, metavar="OUT.cjmap", help=tr("the file to make"))
    parser.add_argument("--template", default="blank", metavar="NAME", help=tr("what to start from (blank)"))
    parser.add_argument(
        "--language",
        choices=sorted(words.LANGUAGES),
        default=argparse.SUPPRESS,
        help=tr("the language of the template and of messages"),
    )
    parser.add_argument("--force", action="store_true", help=tr("replace a file that is there already"))
    parser.set_defaults(run=_late("templates", "new"))


def _export(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    _file(parser)
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        action="append",
        metavar="OUT",
        help=tr("the file to write; its ending decides: {endings}; may be given several times", endings=ENDINGS),
    )
    what = parser.add_argument_group(tr("what"))
    what.add_argument(
        "--map", action="append", metavar="TITLE", help=tr("only the map of this title; may be given several times")
    )
    what.add_argument(
        "--each",
        action="store_true",
        help=tr("a file for every map; in its name {fields} are filled in", fields=_FIELDS),
    )
    what.add_argument(
        "--profile", metavar="NAME", help=tr("leave out what this audience profile of the project is not to see")
    )
    what.add_argument("--view", metavar="NAME", help=tr("as this saved view shows the maps"))
    what.add_argument(
        "--lanes", action="append", metavar="NAMES", help=tr("only these lanes, by name or type, with commas between")
    )
    what.add_argument("--personas", action="append", metavar="NAMES", help=tr("only these personas"))
    pages = parser.add_argument_group(tr("pages"))
    pages.add_argument(
        "--pages",
        metavar="KIND",
        help=tr("{kinds}: as large as the map, on one sheet, over several sheets, …", kinds=", ".join(_KINDS)),
    )
    pages.add_argument("--page", metavar="PAGE", help=tr("fit (a page as large as the map), A4, A3, …"))
    pages.add_argument("--orientation", choices=("auto", "portrait", "landscape"), help=tr("of the page"))
    pages.add_argument("--grid", type=_grid, metavar="3x2", help=tr("sheets beside and below each other, for tiled"))
    pages.add_argument(
        "--text-size", type=_points, metavar="PT", help=tr("size of the text of cards in points, for tiled (8)")
    )
    pictures = parser.add_argument_group(tr("pictures"))
    pictures.add_argument("--dpi", type=_positive_number, metavar="N", help=tr("dots per inch of a picture (96)"))
    pictures.add_argument("--width", type=_positive_whole, metavar="PX", help=tr("width of a picture in pixels"))
    pictures.add_argument("--transparent", action="store_true", help=tr("a picture without a background"))
    pictures.add_argument(
        "--outlines", action="store_true", help=tr("text of an SVG as outlines, for drawing programs")
    )
    more = parser.add_argument_group(tr("more"))
    more.add_argument(
        "--preset", metavar="NAME", help=tr("a preset of the export dialog; what is given here goes before it")
    )
    more.add_argument("-q", "--quiet", action="store_true", help=tr("no notes about what is small or left behind"))
    parser.set_defaults(run=_late("export", "run"))


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--language",
        choices=sorted(words.LANGUAGES),
        default=argparse.SUPPRESS,
        help=tr("the language of the text and of messages"),
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=tr("a table, a diagram or data: {endings}", endings=READABLE)
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.cjmap", help=tr("the file to make")
    )
    parser.add_argument("--flip", action="store_true", help=tr("take rows for columns, against the guess"))
    parser.add_argument("--force", action="store_true", help=tr("replace a file that is there already"))
    parser.set_defaults(run=_late("importing", "run"))


def _merge(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    parser.add_argument("base", type=Path, metavar="BASE", help=tr("what both began as; an empty file for nothing"))
    parser.add_argument("ours", type=Path, metavar="OURS", help=tr("the version that counts where both differ"))
    parser.add_argument("theirs", type=Path, metavar="THEIRS", help=tr("the other version"))
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.cjmap", help=tr("the file to write, instead of OURS")
    )
    parser.set_defaults(run=_late("merging", "run"))


def _show(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    _file(parser)
    parser.add_argument("--json", action="store_true", help=tr("as nested JSON, for programs"))
    parser.set_defaults(run=_late("show", "run"))


def _check(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    _file(parser)
    parser.set_defaults(run=_late("check", "run"))


def _schema(parser: argparse.ArgumentParser) -> None:
    _language(parser)
    parser.set_defaults(run=_late("schema", "run"))


def _file(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=tr("a project file (.cjmap)"))


def _positive_number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 100_000:
        raise argparse.ArgumentTypeError(tr("it must be a number above 0"))
    return value


def _positive_whole(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text)):
        raise argparse.ArgumentTypeError(tr("it must be a whole number above 0"))
    return int(text)


def _points(text: str) -> float:
    value = _positive_number(text)
    if not 1 <= value <= 72:
        raise argparse.ArgumentTypeError(tr("it must be a number from 1 to 72"))
    return value


def _grid(text: str) -> tuple[int, int]:
    columns, _, rows = text.lower().replace("×", "x").partition("x")
    if not (columns.isdigit() and rows.isdigit() and 0 < int(columns) <= 50 and 0 < int(rows) <= 50):
        raise argparse.ArgumentTypeError(tr("it must be two whole numbers such as 3x2"))
    return int(columns), int(rows)


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "templates": ("List the templates.", _templates),
    "new": ("Make a project from a template.", _new),
    "export": ("Write maps as a document, a picture, a table or data.", _export),
    "import": ("Make a project from a table, a diagram or data.", _import),
    "merge": ("Merge two versions of a project by what is in them.", _merge),
    "show": ("Print a project as an outline or as JSON.", _show),
    "check": ("Say whether a project file is sound.", _check),
    "schema": ("Print the JSON Schema of the project file.", _schema),
}
"""Name to what it is for, in English, and what arranges its arguments."""
