"""Reading prices for people."""
