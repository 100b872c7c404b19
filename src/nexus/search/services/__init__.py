"""Keeping documents, shelves and terms in step with the shop."""
