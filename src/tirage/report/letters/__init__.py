"""Model letters: Markdown that a city edits once, and the papers made of it."""
