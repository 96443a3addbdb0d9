"""Two maps beside each other in the window, with what differs marked."""
