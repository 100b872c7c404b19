"""Audit: verification of streams, chains and books."""
