"""Whether a window would be seen, and which sample map a user gets."""

from __future__ import annotations

import socket

import pytest


@pytest.fixture
def desktop(script):
    return script("desktop")


def yes(kind, address):
    return True


def no(kind, address):
    return False


@pytest.mark.parametrize(
    ("environ", "platform", "answers", "seen"),
    [
        ({}, "linux", yes, False),
        ({"DISPLAY": ":0"}, "linux", yes, True),
        ({"DISPLAY": ":0"}, "linux", no, False),
        ({"DISPLAY": "nonsense"}, "linux", yes, False),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/run/user/1"}, "linux", yes, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", yes, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, "linux", yes, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:x=1"}, "linux", yes, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "wayland"}, "linux", yes, False),
        ({"QT_QPA_PLATFORM": "vnc:port=5901"}, "linux", no, True),
        ({}, "darwin", no, True),
        ({}, "win32", no, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "win32", no, False),
    ],
)
def test_has_display(desktop, environ, platform, answers, seen):
    assert desktop.has_display(environ, platform, answers) is seen


@pytest.mark.parametrize(
    ("display", "addresses"),
    [
        (":0", [("unix", "/tmp/.X11-unix/X0"), ("unix", "\0/tmp/.X11-unix/X0")]),
        ("unix:1.0", [("unix", "/tmp/.X11-unix/X1"), ("unix", "\0/tmp/.X11-unix/X1")]),
        ("localhost:10.0", [("tcp", ("localhost", 6010))]),
        ("[::1]:2", [("tcp", ("::1", 6002))]),
        ("/private/tmp/launch/org.xquartz:0", [("unix", "/private/tmp/launch/org.xquartz:0")]),
        ("", []),
    ],
)
def test_where_an_x_server_listens(desktop, display, addresses):
    assert desktop.x_addresses(display) == addresses


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="no such sockets here")
def test_a_server_that_answers_and_one_that_does_not(desktop, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # the path of such a socket must be short
    environ = {"WAYLAND_DISPLAY": "wayland-9", "XDG_RUNTIME_DIR": "."}
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind("wayland-9")
        server.listen()
        assert desktop.has_display(environ, "linux")

    assert not desktop.has_display(environ, "linux"), "the socket's file is there, its server gone"


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({"LANG": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_BE@euro"}, "nl"),
        ({"LANG": "nl"}, "nl"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "nl_NL.UTF-8"}, "nl"),
        ({"LANG": "nl_NL.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "nl_NL.UTF-8", "LC_ALL": ""}, "nl"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:nl:en"}, "nl"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "nl"}, "en"),
        ({"LANG": "nlx_XX"}, "en"),
        ({}, "en"),
    ],
)
def test_language(desktop, environ, code):
    assert desktop.language(environ, "linux") == code


def test_the_sample_map_in_the_users_language(desktop, tmp_path):
    for code in ("en", "nl"):
        (tmp_path / f"smartphone.{code}.cjmap").write_text("{}")

    assert desktop.sample_map(tmp_path, "nl").name == "smartphone.nl.cjmap"


def test_the_english_sample_map_where_there_is_no_other(desktop, tmp_path):
    assert desktop.sample_map(tmp_path, "nl").name == "smartphone.en.cjmap"
