"""Django's PostgreSQL backend, told that the database's primary keys are (tenant_id, id)."""
