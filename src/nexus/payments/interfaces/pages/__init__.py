"""The sandbox provider's own site: plain pages, outside /api/."""
