"""PostgreSQL behind inventory's ports. Levels are always locked in order of their variants."""
