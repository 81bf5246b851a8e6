"""Why no panel exists, and the least changes under which one does."""
