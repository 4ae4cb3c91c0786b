"""A believable site to look at and to test against, made through the same operations."""
