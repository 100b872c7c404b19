"""The price core: pure, no clock, no database, no settings. Same input, same quote."""
