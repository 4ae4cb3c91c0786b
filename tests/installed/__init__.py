"""The command as people run it: a process of its own, a home of its own, right and wrong input."""
