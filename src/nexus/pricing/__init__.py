"""Pricing: from list prices to a quote that explains every amount in it."""
