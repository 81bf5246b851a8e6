"""What is wrong in a file, and what to do about it."""

TEXTS: dict[str, dict[str, str]] = {}
