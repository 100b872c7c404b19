"""The rules of orders: pure Python, no framework."""
