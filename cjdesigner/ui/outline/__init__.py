"""The outline: the map as a tree beside the canvas."""
