"""How the outside reaches orders."""
