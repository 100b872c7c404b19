"""The demo: two tenants that look like somebody runs them. Deterministic; safe to run again."""
