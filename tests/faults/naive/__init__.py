"""The chat everybody writes first, kept to show that the test of faults would notice."""
