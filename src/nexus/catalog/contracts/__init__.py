"""What other contexts may know: events and frozen values."""
