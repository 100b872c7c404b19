"""Search engines beside PostgreSQL's own tables: they name products, which are shown from the documents."""
