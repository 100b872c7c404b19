"""How the outside reaches accounts."""
