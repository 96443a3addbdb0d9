"""How a map looks: colours, type and sizes, read from a theme file, never written in drawing code."""
