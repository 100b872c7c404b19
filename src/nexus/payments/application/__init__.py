"""What the product can do with payments: one module per use case."""
