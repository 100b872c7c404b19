"""Product documents: lists, details and suggestions, each read with one statement."""
