"""Somebody at a terminal: signs as they are typed, the yes to what cannot be undone, the public roll."""
