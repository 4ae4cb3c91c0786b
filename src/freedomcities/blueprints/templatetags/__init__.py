"""Template filters for the texts of blueprints."""
