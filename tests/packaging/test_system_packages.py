"""Which system packages are asked for, and how, on the systems there are."""

from __future__ import annotations

import pytest

DEBIAN = {"ID": "debian"}
MINT = {"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}
FEDORA = {"ID": "fedora"}


@pytest.fixture
def system(script):
    return script("system_packages")


def nothing(name):
    return None


def everything(name):
    return f"/usr/bin/{name}"


def only(*names):
    return lambda name: f"/usr/bin/{name}" if name in names else None


def test_libraries_that_do_not_load_are_missing(system):
    def load(name):
        if name.startswith("libxcb"):
            raise OSError(f"{name}: cannot open shared object file")

    missing = system.missing_libraries(load, "linux")

    assert missing
    assert set(missing) == {name for name in system.QT_LIBRARIES if name.startswith("libxcb")}


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_need_none(system, platform):
    def load(name):
        raise OSError(name)

    assert system.missing_libraries(load, platform) == []


def test_os_release_is_read_with_and_without_quotes(system):
    text = '# a comment\nID="linuxmint"\nID_LIKE=\'ubuntu debian\'\nVERSION_ID=22\n\nbroken line\n'

    release = system.os_release(text)

    assert release == {"ID": "linuxmint", "ID_LIKE": "ubuntu debian", "VERSION_ID": "22"}


@pytest.mark.parametrize(
    ("release", "user", "find", "may"),
    [
        (DEBIAN, 0, everything, True),
        (MINT, 0, everything, True),
        (DEBIAN, 1000, everything, False),
        (DEBIAN, 0, nothing, False),
        (FEDORA, 0, everything, False),
        ({}, 0, everything, False),
        (DEBIAN, -1, everything, False),
    ],
)
def test_only_root_on_debian_or_ubuntu_installs(system, release, user, find, may):
    assert system.can_install(release, user, find) is may


def test_the_line_for_debian(system):
    line = system.install_line(["xvfb", "libegl1", "xvfb"], [], DEBIAN, 1000, everything)

    assert line == "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 xvfb"


def test_root_needs_no_sudo(system):
    line = system.install_line(["libegl1"], [], DEBIAN, 0, everything)

    assert line == "apt-get update && apt-get install -y --no-install-recommends libegl1"


def test_the_line_for_fedora_names_the_libraries(system):
    line = system.install_line(["libegl1"], ["libEGL.so.1"], FEDORA, 1000, only("dnf"))

    assert line == "sudo dnf install 'libEGL.so.1()(64bit)'"


def test_elsewhere_the_libraries_are_named(system):
    line = system.install_line(["libegl1"], ["libEGL.so.1"], {"ID": "arch"}, 1000, nothing)

    assert "libEGL.so.1" in line


def test_programs_not_on_the_path_are_missing(system):
    assert system.missing_programs(only("Xvfb", "qpdf", "java")) == ["xdotool", "pdftoppm"]
    assert system.missing_files(lambda name: "jaxb" not in name) == ["/usr/share/java/jaxb-api.jar"]


def test_a_reader_is_there_under_any_of_its_names(system):
    assert system.missing_validators(only("soffice", "google-chrome")) == []
    assert system.missing_validators(only("chromium-headless-shell")) == ["soffice"]
    assert set(system.ALSO) <= set(system.VALIDATORS)
