"""Reads of inventory, straight from SQL."""
