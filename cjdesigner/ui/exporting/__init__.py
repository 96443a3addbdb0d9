"""Exporting and printing from the window: what, for whom, laid how, with the pages as they will be."""
