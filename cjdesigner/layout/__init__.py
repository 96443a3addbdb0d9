"""From a document and a theme to a drawing: the grid, the rows, the links, pages, and what lies under a point."""
