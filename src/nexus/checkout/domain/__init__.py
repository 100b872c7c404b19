"""Rules of carts and of the process, without framework."""
