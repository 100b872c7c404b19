"""Orders: what was agreed between a buyer and the sellers, its lifecycle and its history. Event-sourced."""
