"""Reading documents: raw SQL, ready JSON."""
