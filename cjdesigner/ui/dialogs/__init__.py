"""The dialogs of the window: starting, exporting."""
