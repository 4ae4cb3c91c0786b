"""Blueprints: sets of model rules on one issue, the pillars of the vision, and the crosswalk."""
