"""Tenants: the businesses that run on this installation, their domains, settings and API keys."""
