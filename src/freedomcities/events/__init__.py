"""Events on the map: put there by anybody, found near a place, hosted, told to calendars."""
