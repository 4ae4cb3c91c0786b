"""Pictures: rebuilt from their pixels alone, kept as files, shown to whom their noun lets see."""
