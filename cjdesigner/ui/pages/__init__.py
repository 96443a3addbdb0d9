"""Pages in the place of the map: a persona, the project."""
