"""Edits: pure functions from a document to a document. None of them knows of selection, windows or files."""
