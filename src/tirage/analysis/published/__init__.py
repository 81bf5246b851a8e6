"""What a published draw comes to, beside what was possible: pure figures, nothing solved here."""
