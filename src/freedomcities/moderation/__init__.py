"""What waits for a moderator, what people report, and what is decided on it."""
