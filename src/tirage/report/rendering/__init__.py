"""What a document can be written as."""
