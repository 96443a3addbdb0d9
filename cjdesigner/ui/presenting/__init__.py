"""Presenting a map full screen: a story of stops made from the map, with nothing of the editor in sight."""
