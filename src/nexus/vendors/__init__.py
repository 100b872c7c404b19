"""Sellers: onboarding, staff, stores with a location."""
