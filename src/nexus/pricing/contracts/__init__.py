"""What other contexts may know of pricing: frozen values and events."""
