"""What can be done with an order: one module per use case."""
