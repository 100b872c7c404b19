"""PostgreSQL and the tenant's settings behind pricing's ports."""
