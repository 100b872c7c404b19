"""How the outside reaches notifications."""
