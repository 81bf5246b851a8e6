"""What the audit of a published draw says: its panels, and its chances."""
