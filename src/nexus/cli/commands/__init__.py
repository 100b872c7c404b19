"""One file per group of `nexus` commands."""
