"""Editing without a window: the session, its gestures and what they may land on."""
