"""Tags of channels."""
