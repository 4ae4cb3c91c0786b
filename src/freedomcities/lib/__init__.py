"""Small pure helpers that know no noun: dates, access, privacy classes, keys, caching."""
