"""What is held on people, by all nouns together: shown, taken along, kept no longer, erased."""
