"""Which of some open seats are drawn."""
