"""Spanish as it is written in the United States, Puerto Rico and Mexico: 48,899,566 and 1.5.

The framework's Spanish is that of Spain.
"""

from __future__ import annotations

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
