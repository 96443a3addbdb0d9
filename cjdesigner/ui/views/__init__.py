"""Views in the window: the filter bar, saved views, what is hidden and folded."""
