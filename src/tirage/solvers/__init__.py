"""The one door to OR-tools."""
