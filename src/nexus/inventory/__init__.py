"""Inventory: what is on hand, what is promised to whom and until when."""
