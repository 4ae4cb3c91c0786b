"""Freedom Cities: where every town stands on model local law, and how to win the rest."""

__version__ = "0.1.0"
