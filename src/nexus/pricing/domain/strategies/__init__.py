"""Conditions, benefits and targets: one class each, found by entry point, described by a JSON schema.

How to write one: docs/how-to/promotion-strategies.md.
"""
