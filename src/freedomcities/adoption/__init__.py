"""Which rules are in force where: instruments, findings, searches, and the standings they give."""
