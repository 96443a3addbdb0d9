"""Project files: reading what may be anything, writing so that nothing is ever lost."""
