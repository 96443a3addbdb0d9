"""What the program opens with."""

from __future__ import annotations

import shutil

from cjdesigner import resources
from cjdesigner.files.settings import Preferences
from cjdesigner.ui.app import open_window


def test_the_bundled_sample_opens_as_a_project_without_a_file(qapp, tmp_path):
    sample = resources.path("examples", "smartphone.nl.cjmap")
    own = tmp_path / "mine.cjmap"
    shutil.copy(sample, own)
    window, mine = open_window([sample], Preferences()), open_window([own], Preferences())
    assert window.session.path is None
    assert mine.session.path == own
    assert window.session.document == mine.session.document
    for one in (window, mine):
        one.close()
