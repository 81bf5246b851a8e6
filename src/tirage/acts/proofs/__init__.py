"""What one person may take away: their place in the frame, how they were entered, their chance."""
