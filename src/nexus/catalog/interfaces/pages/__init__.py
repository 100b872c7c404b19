"""Pages and files outside the API."""
