"""What people follow, and the letters that tell them of it."""
