"""What other contexts may know about accounts."""
