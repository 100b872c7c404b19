"""Conditions, benefits and targets: one class each, found by entry point, described by a JSON schema.

How to write one: docs/guides/promotion-strategies.md.
"""
