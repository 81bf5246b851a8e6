"""Acts that bring volunteers: a file made ready, its guards, those who join later."""
