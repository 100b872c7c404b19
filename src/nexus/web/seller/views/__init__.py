"""What the portal answers with."""
