"""How payments are stored and how providers are reached."""
