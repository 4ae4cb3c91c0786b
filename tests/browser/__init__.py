"""A real Chromium against a real demo site."""
