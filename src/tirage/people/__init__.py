"""Who may be drawn: a file of volunteers read and checked, what is public apart from what is not."""
