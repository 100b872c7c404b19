"""How the outside reaches the integrations."""
