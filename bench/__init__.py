"""How fast conversations are, beside what this machine could do at most (docs/performance.md)."""
