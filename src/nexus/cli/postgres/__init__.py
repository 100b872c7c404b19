"""Embedded PostgreSQL: where it lives, how its cluster is made, how it is run."""
