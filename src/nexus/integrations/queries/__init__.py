"""Reading imports and their problems."""
