"""Printing: the pages as they will come out of the printer, and the painting of them."""
