"""Pages that gather many nouns: home, place, progress, about; feeds, downloads, share cards."""
