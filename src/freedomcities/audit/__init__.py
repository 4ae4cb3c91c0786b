"""Who did what, when, in a chain that shows tampering."""
