"""How numbers are written, where it is not as the framework does it."""
