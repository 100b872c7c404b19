"""What other contexts may know about notifications."""
