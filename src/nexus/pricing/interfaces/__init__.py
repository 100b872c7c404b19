"""Ways into pricing from outside: HTTP, events, checks."""
