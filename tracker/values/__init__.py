"""One value: read, rounded, and shown."""
