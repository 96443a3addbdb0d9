"""The display list that every output is painted from: shapes, colours, bundled fonts and text layout."""
