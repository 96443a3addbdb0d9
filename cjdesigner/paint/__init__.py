"""Painters: each turns a finished drawing into one kind of output and sees nothing of the document."""
