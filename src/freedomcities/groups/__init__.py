"""Groups of people near a place: how they are found, joined, led, handed over and closed."""
