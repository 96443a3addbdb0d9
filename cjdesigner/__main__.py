"""Lets `python -m cjdesigner` do what the `cjdesigner` command does."""

from __future__ import annotations

import sys

from cjdesigner.cli import main

if __name__ == "__main__":
    sys.exit(main())
