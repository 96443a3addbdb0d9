"""Settings: kept, shared between windows, and never in the way."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from cjdesigner.files import folders
from cjdesigner.files.settings import MOST_RECENT, ExportChoices, Preferences, Settings


def test_the_first_start_has_defaults_and_writes_nothing() -> None:
    preferences = Preferences()
    assert preferences.settings == Settings()
    assert preferences.notice == ""
    assert not folders.config().exists()


def test_what_was_changed_is_there_at_the_next_start() -> None:
    Preferences().change(language="nl", scheme="dark", export=ExportChoices(page="A3"), panes={"inspector": False})
    again = Preferences().settings
    assert (again.language, again.scheme, again.export.page, again.panes) == ("nl", "dark", "A3", {"inspector": False})


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b'{"language": "xx"}', b'{"recent": 3}', b"[]"])
def test_a_broken_file_gives_defaults_and_is_kept_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    preferences = Preferences(path)
    assert preferences.settings == Settings()
    assert "settings.json.broken" in preferences.notice
    assert (tmp_path / "settings.json.broken").read_bytes() == content
    preferences.change(scheme="light")
    assert Preferences(path).settings.scheme == "light"


def test_one_wrong_value_costs_no_other_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    content = b'{"scheme": "purple", "language": "nl", "scale": 9, "later": {"a": 1}, "recent": ["/one.cjmap"]}'
    path.write_bytes(content)
    preferences = Preferences(path)
    settings = preferences.settings
    assert (settings.scheme, settings.language, settings.scale) == ("system", "nl", 100)
    assert settings.recent == ("/one.cjmap",)
    assert "scheme" in preferences.notice and "scale" in preferences.notice and "language" not in preferences.notice
    assert (tmp_path / "settings.json.broken").read_bytes() == content
    again = Preferences(path)
    assert again.notice == "" and again.settings.language == "nl"
    assert b'"later"' in path.read_bytes()


def test_a_value_that_a_field_cannot_have_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    with pytest.raises(ValidationError):
        preferences.change(scheme="pink")
    assert preferences.settings.scheme == "system"
    assert not (tmp_path / "settings.json").exists()


def test_recent_files_are_few_without_doubles_and_the_last_one_first(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "settings.json")
    for number in range(MOST_RECENT + 3):
        preferences.remember(tmp_path / f"{number}.cjmap")
    preferences.remember(tmp_path / "5.cjmap")
    recent = preferences.settings.recent
    assert len(recent) == MOST_RECENT == len(set(recent))
    assert recent[:2] == (str(tmp_path / "5.cjmap"), str(tmp_path / f"{MOST_RECENT + 2}.cjmap"))
    preferences.forget(tmp_path / "5.cjmap")
    assert str(tmp_path / "5.cjmap") not in preferences.settings.recent
    preferences.forget()
    assert Preferences(tmp_path / "settings.json").settings.recent == ()


def test_two_programs_do_not_undo_each_others_settings(tmp_path: Path) -> None:
    one, other = Preferences(tmp_path / "s.json"), Preferences(tmp_path / "s.json")
    one.change(scheme="dark")
    other.change(language="nl")
    one.remember(tmp_path / "a.cjmap")
    found = Preferences(tmp_path / "s.json").settings
    assert (found.scheme, found.language, len(found.recent)) == ("dark", "nl", 1)


def test_fields_of_a_newer_version_survive(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_text(json.dumps({"telepathy": True, "export": {"page": "A2", "smell": "rose"}}))
    Preferences(path).change(scheme="dark")
    found = json.loads(path.read_text())
    assert found["telepathy"] is True
    assert found["export"] == {"page": "A2", "smell": "rose"}


def test_settings_that_cannot_be_written_still_hold_and_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    preferences = Preferences(tmp_path / "file" / "settings.json")
    preferences.change(scheme="dark")
    assert preferences.settings.scheme == "dark"
    assert preferences.notice


def test_changes_are_not_lost_while_the_writing_waits(tmp_path: Path) -> None:
    waiting = []
    preferences = Preferences(tmp_path / "s.json", later=waiting.append)
    preferences.change(scheme="dark")
    preferences.change(language="nl")
    assert (preferences.settings.scheme, preferences.settings.language) == ("dark", "nl")
    for write in waiting:
        write()
    found = Preferences(tmp_path / "s.json").settings
    assert (found.scheme, found.language) == ("dark", "nl")


def test_folders_follow_the_environment(own_folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folders.config().is_relative_to(own_folders)
    assert folders.data().is_relative_to(own_folders)
    if os.name == "posix":
        monkeypatch.setenv("XDG_CONFIG_HOME", "relative/one")
        assert folders.config().is_absolute()
