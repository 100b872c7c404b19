"""Reads: straight from SQL into frozen rows; never through the aggregate."""
