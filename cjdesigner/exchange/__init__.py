"""Content in other people's formats, in and out, from the document."""
