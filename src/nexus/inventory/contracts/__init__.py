"""What other contexts may know of inventory: frozen values, refusals and events."""
