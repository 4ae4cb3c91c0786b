"""Law-enforcement agencies and offices, and whom to meet there."""
