"""What the operating system grants and refuses: locks, renames, room on the disk."""
