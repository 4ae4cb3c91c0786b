"""The `freedomcities` command: one module a command, each calling one operation."""
