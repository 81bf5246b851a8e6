"""What is made of a record: packs for readers, one citizen's proof, replays."""
