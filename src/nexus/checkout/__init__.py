"""Carts and the place-order process: the one context that introduces orders, payments, stock and prices to each other."""
