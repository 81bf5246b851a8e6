"""What only the organiser holds, and the search for leaks of it."""
