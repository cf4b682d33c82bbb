"""One file a thing to look for. Each yields records, and an issue for what it could not read."""
