"""Channels: where those who lead groups of a region talk to each other."""
