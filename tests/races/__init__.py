"""Many at once: whatever the order in which they come, nothing is done twice, and nobody gets more than they take."""
