"""Reading the catalog, straight from SQL into frozen values."""
