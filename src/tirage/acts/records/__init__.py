"""What is made of a record: packs for readers, marks from outside, replays."""
