"""SQLite for one process with many threads: Django's own backend, its writers taking turns."""
