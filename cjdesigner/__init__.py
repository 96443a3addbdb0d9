"""cjdesigner: an offline editor for customer journey maps."""

import os

__version__ = "0.1.0"

# Before anything imports pydantic: it would look through every installed package for plugins, which there are none of.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
