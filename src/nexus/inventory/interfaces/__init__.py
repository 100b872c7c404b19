"""Ways into inventory from outside: HTTP, events, schedule, checks."""
