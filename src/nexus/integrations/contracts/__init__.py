"""Values and refusals of the integrations."""
