"""When the environment is made, refreshed, made anew or left alone, and what is said when it cannot be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest


@pytest.fixture
def environment(script):
    return script("environment")


@pytest.fixture
def checkout(tmp_path):
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text('[project]\nname = "cjdesigner"\n')
    return root


@pytest.fixture
def steps(environment, monkeypatch):
    """Stands in for venv and pip: notes what was asked of them; pip's exit status can be chosen."""
    done = []

    def create(folder):
        done.append("create")
        folder.mkdir()
        (folder / environment.UNFINISHED).write_text("")
        python = environment.venv_python(folder)
        python.parent.mkdir()
        python.write_text("")
        (folder / "pyvenv.cfg").write_text(f"home = {os.path.dirname(sys.executable)}\nversion = 3\n")

    def pip(python, arguments, root):
        done.append(" ".join([*arguments, "in", root.name]))
        if isinstance(done.outcome, BaseException):
            raise done.outcome
        return done.outcome

    class Steps(list):
        outcome = 0

        def take(self):
            taken = list(self)
            self.clear()
            return taken

    done = Steps()
    monkeypatch.setattr(environment, "_create", create)
    monkeypatch.setattr(environment, "_pip", pip)
    monkeypatch.setattr(environment, "_prove", lambda python: None)
    monkeypatch.setattr(environment, "require_system", lambda makes_environment: None)
    monkeypatch.delenv("CJDESIGNER_VENV", raising=False)
    return done


def install(root, extras=""):
    return f"install --editable .{extras} in {root.name}"


def test_the_first_time_makes_it_and_the_second_time_does_nothing(environment, checkout, steps):
    python = environment.prepare(root=checkout)

    assert python == environment.venv_python(checkout / ".venv")
    assert steps.take() == ["create", install(checkout)]
    assert environment.prepare(root=checkout) == python
    assert steps.take() == []


def test_a_changed_pyproject_refreshes_it(environment, checkout, steps):
    environment.prepare(root=checkout)
    steps.take()
    (checkout / "pyproject.toml").write_text('[project]\nname = "cjdesigner"\ndependencies = ["more"]\n')

    environment.prepare(root=checkout)

    assert steps.take() == [install(checkout)]


def test_extras_are_added_and_stay(environment, checkout, steps):
    environment.prepare(root=checkout)
    steps.take()
    environment.prepare(["test"], root=checkout)
    assert steps.take() == [install(checkout, "[test]")]

    environment.prepare(root=checkout)
    assert steps.take() == [], "what is there is more than enough"

    (checkout / "pyproject.toml").write_text("changed")
    environment.prepare(root=checkout)
    assert steps.take() == [install(checkout, "[test]")]


def interrupted(environment, checkout, steps):
    """Somebody presses Ctrl+C while it is set up."""
    steps.outcome = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        environment.prepare(root=checkout)
    steps.take()
    steps.outcome = 0


def test_an_interrupted_set_up_is_done_over(environment, checkout, steps):
    interrupted(environment, checkout, steps)

    environment.prepare(root=checkout)

    assert steps.take() == ["create", install(checkout)]


def test_an_interrupted_refresh_is_done_over(environment, checkout, steps):
    environment.prepare(["test"], root=checkout)
    (checkout / "pyproject.toml").write_text("changed")
    interrupted(environment, checkout, steps)

    environment.prepare(root=checkout)

    assert steps.take()[0] == "create"


def test_a_refresh_that_pip_refuses_keeps_what_there_was(environment, checkout, steps):
    environment.prepare(root=checkout)
    (checkout / "pyproject.toml").write_text("changed")
    steps.outcome = 1
    with pytest.raises(environment.SetupError, match="run this again"):
        environment.prepare(root=checkout)
    steps.take()
    steps.outcome = 0

    environment.prepare(root=checkout)

    assert steps.take() == [install(checkout)], "refreshed again, not made anew"


def test_a_refresh_in_which_pip_was_killed_is_done_over(environment, checkout, steps):
    environment.prepare(root=checkout)
    (checkout / "pyproject.toml").write_text("changed")
    steps.outcome = -9
    with pytest.raises(environment.SetupError):
        environment.prepare(root=checkout)
    steps.take()
    steps.outcome = 0

    environment.prepare(root=checkout)

    assert steps.take()[0] == "create"


@pytest.mark.parametrize(("ci", "seconds"), [("true", 420), ("", 3600)])
def test_a_pip_that_hangs_is_given_up(environment, script, monkeypatch, tmp_path, capsys, ci, seconds):
    given = []

    def hang(command, seconds, **more):
        given.append(seconds)
        raise subprocess.TimeoutExpired(command, seconds)

    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(script("bounded"), "run", hang)

    assert environment._pip(tmp_path / "python", ["install", "."], tmp_path) < 0  # as one that was killed
    assert given == [seconds]
    assert "took longer" in capsys.readouterr().err


def test_a_vanished_python_underneath_gets_a_new_one(environment, checkout, steps, tmp_path):
    environment.prepare(root=checkout)
    steps.take()
    (checkout / ".venv" / "pyvenv.cfg").write_text(f"home = {tmp_path / 'gone'}\n")

    environment.prepare(root=checkout)

    assert steps.take()[0] == "create"


def test_a_moved_checkout_gets_a_new_one(environment, checkout, steps, tmp_path):
    environment.prepare(root=checkout)
    steps.take()
    moved = tmp_path / "elsewhere"
    checkout.rename(moved)

    environment.prepare(root=moved)

    assert steps.take() == ["create", install(moved)]


def test_a_vanished_python_gets_a_new_one(environment, checkout, steps):
    environment.prepare(root=checkout)
    steps.take()
    environment.venv_python(checkout / ".venv").unlink()

    environment.prepare(root=checkout)

    assert steps.take() == ["create", install(checkout)]


def test_an_environment_made_by_hand_is_built_upon(environment, checkout, steps):
    environment._create(checkout / ".venv")
    (checkout / ".venv" / environment.UNFINISHED).unlink()
    steps.take()

    environment.prepare(root=checkout)

    assert steps.take() == [install(checkout)]


def test_a_damaged_stamp_is_no_stamp(environment, checkout, steps):
    environment.prepare(root=checkout)
    steps.take()
    (checkout / ".venv" / environment.STAMP).write_text('{"fingerprint": ')

    environment.prepare(root=checkout)

    assert steps.take() == [install(checkout)]


def test_a_folder_with_other_things_is_not_removed(environment, checkout, steps):
    folder = checkout / ".venv"
    folder.mkdir()
    (folder / "diary.txt").write_text("mine")

    with pytest.raises(environment.SetupError, match="holds other things"):
        environment.prepare(root=checkout)

    assert (folder / "diary.txt").read_text() == "mine"


def test_the_environment_of_another_checkout_is_left_to_that(environment, checkout, steps, monkeypatch, tmp_path):
    environment.prepare(root=checkout)
    other = tmp_path / "other"
    other.mkdir()
    (other / "pyproject.toml").write_text('[project]\nname = "cjdesigner"\n')
    monkeypatch.setenv("CJDESIGNER_VENV", str(checkout / ".venv"))
    steps.take()

    with pytest.raises(environment.SetupError, match="belongs to the checkout in"):
        environment.prepare(root=other)

    assert steps.take() == []
    assert environment.is_current(checkout / ".venv", checkout, ())


def test_a_copied_checkout_makes_its_own(environment, checkout, steps, tmp_path):
    environment.prepare(root=checkout)
    copy = tmp_path / "copy"
    shutil.copytree(checkout, copy)
    steps.take()

    environment.prepare(root=copy)

    assert steps.take() == ["create", install(copy)]


def test_another_place_can_be_chosen(environment, checkout, steps, monkeypatch, tmp_path):
    monkeypatch.setenv("CJDESIGNER_VENV", str(tmp_path / "mine"))

    assert environment.prepare(root=checkout) == environment.venv_python(tmp_path / "mine")
    assert not (checkout / ".venv").exists()


def test_an_old_python_is_told_of_a_newer_one(environment):
    with pytest.raises(environment.SetupError) as told:
        environment.check_python((3, 9, 2), lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)

    assert "this is Python 3.9.2; cjdesigner needs 3.11 or later" in str(told.value)
    assert "\n    python3.12 " in str(told.value)


def test_an_old_python_alone_is_told_to_get_a_newer_one(environment):
    with pytest.raises(environment.SetupError, match="Install a newer Python"):
        environment.check_python((3, 10, 14), lambda name: None)


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 1), (4, 0, 0)])
def test_a_new_enough_python_passes(environment, version):
    environment.check_python(version, lambda name: None)


def test_missing_libraries_end_in_the_line_to_run(environment, script, monkeypatch):
    system = script("system_packages")
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libEGL.so.1", "libxcb-cursor.so.0"])
    monkeypatch.setattr(system, "os_release", lambda: {"ID": "ubuntu", "ID_LIKE": "debian"})
    monkeypatch.setattr(system, "current_user", lambda: 1000)
    monkeypatch.setattr(system, "apt_install", lambda packages: pytest.fail("not without being root"))

    with pytest.raises(environment.SetupError) as told:
        environment.require_system(makes_environment=False)

    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    assert f"\n    {line}\n" in str(told.value)


def test_libraries_and_the_venv_module_are_asked_for_together(environment, script, monkeypatch):
    system = script("system_packages")
    monkeypatch.setattr(system, "missing_libraries", lambda: ["libEGL.so.1"])
    monkeypatch.setattr(system, "os_release", lambda: {"ID": "debian"})
    monkeypatch.setattr(system, "current_user", lambda: 1000)
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name)

    with pytest.raises(environment.SetupError) as told:
        environment.require_system(makes_environment=True)

    venv = f"python3.{sys.version_info.minor}-venv"
    assert f"apt-get install -y --no-install-recommends libegl1 {venv}\n" in str(told.value)


def test_root_on_debian_gets_them_installed(environment, script, monkeypatch):
    system = script("system_packages")
    missing = ["libEGL.so.1"]
    installed = []

    def install(packages):
        installed.extend(packages)
        missing.clear()
        return True

    monkeypatch.setattr(system, "missing_libraries", lambda: list(missing))
    monkeypatch.setattr(system, "can_install", lambda release, user: True)
    monkeypatch.setattr(system, "apt_install", install)

    environment.require_system(makes_environment=False)

    assert installed == ["libegl1"]


def test_a_script_ends_with_one_message_and_status_one(environment, capsys):
    def main(arguments):
        raise environment.SetupError("do this first")

    with pytest.raises(SystemExit) as end:
        environment.run_or_explain(main)

    assert end.value.code == 1
    assert capsys.readouterr().err == "\ncjdesigner: do this first\n"
