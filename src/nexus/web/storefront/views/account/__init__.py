"""Pages of one person."""
