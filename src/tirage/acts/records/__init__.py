"""What is made of a record: packs, marks from outside, replays, audits (also of what others published)."""
