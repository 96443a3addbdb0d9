"""Dutch is complete: every text that can be seen has its translation, and they agree where they must."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from cjdesigner import words

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "packaging"))

import visible_words  # noqa: E402

CATALOGUE = ROOT / "resources" / "i18n" / "nl.json"
DUTCH = words.catalogue("nl")
PLACEHOLDER = re.compile(r"\{\w+\}|%\(\w+\)[a-z]|%[sr]\b")
ENDINGS = "….:?!"
SHOWING = {
    *("setText", "setToolTip", "setWindowTitle", "setTitle", "setPlaceholderText", "setAccessibleName"),
    *("setAccessibleDescription", "setInformativeText", "setSpecialValueText", "setSuffix", "setPrefix", "setTabText"),
    *("addItem", "addAction", "addTab", "addMenu", "setNameFilter", "setNameFilters"),
    *("QLabel", "QPushButton", "QAction", "QCheckBox", "QRadioButton", "QGroupBox", "QMenu"),
    *("label", "notify", "notify_with", "say", "complain", "FileError", "Refusal", "PaintError", "ExportError"),
}
"""What brings a text before the user."""
STYLES = {"quiet", "warning", "label", "error", "title", "heading", "key"}
"""Names for the program, not for people: the looks that ``label`` knows."""


@cache
def every() -> frozenset[str]:
    return frozenset(visible_words.every())


@cache
def calls() -> tuple[visible_words.Call, ...]:
    return tuple(visible_words.calls())


def test_every_visible_text_has_a_dutch_entry() -> None:
    assert sorted(every() - DUTCH.keys()) == []


def test_no_dutch_entry_is_of_a_text_that_is_gone() -> None:
    assert sorted(DUTCH.keys() - every()) == []


def test_placeholders_are_the_same_on_both_sides() -> None:
    wrong = {
        text: dutch
        for text, dutch in DUTCH.items()
        if sorted(set(PLACEHOLDER.findall(text))) != sorted(set(PLACEHOLDER.findall(dutch)))
    }
    assert wrong == {}


def test_a_dutch_text_can_be_filled() -> None:
    for text, dutch in DUTCH.items():
        values = {name[1:-1]: "x" for name in PLACEHOLDER.findall(text) if name.startswith("{")}
        if values:
            assert "{" not in dutch.format(**values), text


def test_blanks_at_both_ends_and_the_last_sign_agree() -> None:
    def frame(text: str) -> tuple[str, str, str]:
        inner = text.strip()
        last = inner[-1:] if inner[-1:] in ENDINGS else ""
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], last

    assert {text: dutch for text, dutch in DUTCH.items() if frame(text) != frame(dutch)} == {}


def test_no_translation_is_empty_or_set_with_typewriter_signs() -> None:
    assert [text for text, dutch in DUTCH.items() if not dutch.strip()] == []
    assert [dutch for text, dutch in DUTCH.items() if re.search(r"[\"'„]|\.\.\.|--(?!force|help)", dutch)] == []


def test_a_text_with_a_key_to_press_has_one_in_dutch() -> None:
    def keys(text: str) -> int:
        return len(re.findall(r"&\w", text))

    assert {text: dutch for text, dutch in DUTCH.items() if keys(text) != keys(dutch)} == {}


def test_keys_to_press_differ_within_a_dialog() -> None:
    scopes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for call in calls():
        # A module of this folder is one dialog; elsewhere, a function asks one question.
        scope = "" if call.path.startswith("ui/dialogs/") else call.scope
        for argument in call.arguments:
            scopes[call.path, scope].update(text for text in visible_words.literals(argument) if text)
    for place, texts in scopes.items():
        for language in (dict(zip(texts, texts, strict=True)), DUTCH):
            pressed = [found[1].lower() for text in texts if (found := re.search(r"&(\w)", language.get(text, "")))]
            assert len(pressed) == len(set(pressed)), (place, pressed)


def test_the_catalogue_is_one_flat_sorted_object_without_doubles() -> None:
    written = CATALOGUE.read_text(encoding="utf-8")
    pairs = json.loads(written, object_pairs_hook=list)
    names = [name for name, _ in pairs]
    assert names == sorted(set(names), key=lambda name: (name.casefold(), name))
    assert all(isinstance(dutch, str) for _, dutch in pairs)
    assert written == json.dumps(dict(pairs), indent=2, ensure_ascii=False) + "\n"


def test_what_is_translated_stands_there_or_in_a_known_table() -> None:
    unknown = [
        f"{call.path}:{call.line}: {ast.unparse(argument)}"
        for call in calls()
        for argument in call.arguments
        if None in visible_words.literals(argument)
        and ast.unparse(argument) not in visible_words.LOOKED_UP.get(call.path, set())
    ]
    assert unknown == []


def test_no_known_table_is_listed_that_is_not_used() -> None:
    used = {(call.path, ast.unparse(argument)) for call in calls() for argument in call.arguments}
    listed = {(path, text) for path, texts in visible_words.LOOKED_UP.items() for text in texts}
    assert sorted(listed - used) == []


def test_no_text_is_shown_without_being_translated() -> None:
    def written(node: ast.expr) -> list[str]:
        if isinstance(node, ast.JoinedStr):
            return [part.value for part in node.values if isinstance(part, ast.Constant)]
        if isinstance(node, ast.BinOp):
            return [*written(node.left), *written(node.right)]
        return [text for text in visible_words.literals(node) if text]

    found = []
    for path in sorted((ROOT / "cjdesigner").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if name in SHOWING:
                    texts = [text for argument in node.args for text in written(argument)]
                    bare = [text for text in texts if re.search("[A-Za-z]{2}", text) and text not in STYLES]
                    found += [f"{path.name}:{node.lineno}: {text}" for text in bare if text.strip() != "cjdesigner"]
    assert found == []


def test_every_translating_call_has_a_text() -> None:
    assert [f"{call.path}:{call.line}" for call in calls() if not call.arguments] == []


def test_texts_are_found_under_other_names(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text(
        "from cjdesigner import words\nfrom cjdesigner.words import ntr, tr as say\n"
        "def f(n, other):\n    say('A'), words.tr('B'), ntr('C', 'D', n), say('E' if n else 'F')\n"
        "    say(f'{n}'), other.tr('no'), str('no')\n",
        encoding="utf-8",
    )
    found = [list(visible_words.literals(one)) for call in visible_words.calls(tmp_path) for one in call.arguments]
    assert found == [["A"], ["B"], ["C"], ["D"], ["E", "F"], [None]]


def test_changing_the_language_changes_what_is_said() -> None:
    assert words.tr("Save") == "Save"
    words.set_language("nl")
    assert words.language() == "nl"
    assert words.tr("Save") == "Opslaan"
    assert words.ntr("{count} card", "{count} cards", 1) == "1 kaart"
    assert words.ntr("{count} card", "{count} cards", 2) == "2 kaarten"
    words.set_language("en")
    assert words.tr("Save") == "Save"
    assert words.ntr("{count} card", "{count} cards", 0) == "0 cards"


@pytest.mark.parametrize("code", ["nl", "NL", "nl_NL", "nl-BE", "nl_BE.UTF-8"])
def test_a_kind_of_dutch_is_dutch(code: str) -> None:
    words.set_language(code)
    assert words.language() == "nl"


@pytest.mark.parametrize("code", ["de", "de_DE", "", "C", "nlx", "../nl", "en_GB"])
def test_an_unknown_language_is_english(code: str) -> None:
    words.set_language("nl")
    words.set_language(code)
    assert words.language() == "en"
    assert words.tr("Save") == "Save"


def test_a_document_speaks_its_own_language() -> None:
    assert words.translate("current state", "nl") == "huidige situatie"
    assert words.translate("current state", "xx") == "current state"
    words.set_language("nl")
    assert words.translate("current state", "en") == "current state"


def test_a_text_that_is_in_no_catalogue_stays_as_it_is() -> None:
    words.set_language("nl")
    assert words.tr("Nobody translated {this}", this="me") == "Nobody translated me"


def test_a_value_is_no_template() -> None:
    words.set_language("nl")
    assert words.tr("Delete “{name}”", name="{count} {0}") == "“{count} {0}” verwijderen"


@pytest.mark.parametrize(
    ("code", "few", "many", "figure"),
    [
        ("en", "Pasting 999 cards…", "Pasting 1,234,567 cards…", "-12,345"),
        ("nl", "999 kaarten plakken…", "1.234.567 kaarten plakken…", "-12.345"),
    ],
)
def test_a_count_is_written_as_the_language_writes_it(code: str, few: str, many: str, figure: str) -> None:
    words.set_language(code)
    assert words.ntr("Pasting {count} card…", "Pasting {count} cards…", 999) == few
    assert words.ntr("Pasting {count} card…", "Pasting {count} cards…", 1_234_567) == many
    assert words.number(-12_345) == figure


def test_what_is_no_count_is_left_as_it_is() -> None:
    assert words.tr("Version {version}", version="2027") == "Version 2027"
    assert words.tr("Nobody translated {this}", this=1234.5) == "Nobody translated 1234.5"


def test_what_was_said_can_be_said_in_another_language() -> None:
    said = [
        words.ntr("Move {count} card", "Move {count} cards", 1200),
        words.tr("Change {field}", field=words.within(words.tr("Duration"))),
        words.tr("Delete “{name}”", name="Save"),
    ]
    assert said == ["Move 1,200 cards", "Change duration", "Delete “Save”"]
    words.set_language("nl")
    dutch = [words.again(text) for text in said]
    assert dutch == ["1.200 kaarten verplaatsen", "Veld “duur” wijzigen", "“Save” verwijderen"]
    words.set_language("en")
    assert [words.again(text) for text in dutch] == said
    assert words.again("What nobody translates") == "What nobody translates"


@pytest.mark.parametrize("command", [[], ["templates"], ["new"], ["export"], ["show"], ["check"], ["schema"]])
def test_help_on_the_command_line_is_dutch_throughout(command: list[str]) -> None:
    text = _said(*command, "--help").stdout
    assert text.startswith("gebruik: cjdesigner")
    assert "deze uitleg tonen en stoppen" in text
    assert re.findall(r"\b(the|usage|positional|arguments|options|print|write|project file|of a|with)\b", text) == []


def test_a_mistake_on_the_command_line_is_explained_in_dutch() -> None:
    said = _said("export", "a.cjmap")
    assert said.returncode == 2
    assert said.stderr == ("cjdesigner: deze argumenten zijn verplicht: -o/--output (zie cjdesigner export --help)\n")


def _said(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cjdesigner", "--language", "nl", *arguments],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
