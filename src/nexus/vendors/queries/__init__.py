"""Reading sellers and stores, straight from SQL into frozen values."""
