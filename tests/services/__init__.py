"""Private services for tests: PostgreSQL, Redis and the product's own processes, on free ports, ended by their pid."""
