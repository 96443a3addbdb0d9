"""The table: the map as a spreadsheet of lanes and steps."""
