"""The strip below the map in which a tour of one's own is made."""
