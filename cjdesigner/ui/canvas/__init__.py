"""The canvas: tiles of the drawing, an overlay of what is being done, and the gestures that the mouse makes."""
