"""The windows: everything that needs Qt widgets."""

from cjdesigner.draw import imports as imports
