"""Takes the search for features out of the import statement, which reads the source of whatever is imported.

Qt's bindings put it there. They look for code that asks for another spelling of Qt's names (``from __feature__ import
snake_case``), which this program never does. With some three hundred modules the reading takes as long as an empty
window.
"""

from __future__ import annotations

import builtins

from PySide6 import QtCore as QtCore  # its import is what replaces the statement

_original = getattr(builtins, "__orig_import__", None)
if _original is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
    builtins.__import__ = _original
