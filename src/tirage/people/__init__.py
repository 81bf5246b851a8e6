"""Who may be drawn: rolls, frame and letters, or a file of volunteers; what is public apart from the rest."""
