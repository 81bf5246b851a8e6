"""The record on disk: canonical documents, a chain of hashes, all or nothing."""
