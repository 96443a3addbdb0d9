"""Exporting: from drawings to files, in a worker, whole or not at all."""
