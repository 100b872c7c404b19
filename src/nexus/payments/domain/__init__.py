"""The rules of payments. Pure: no framework, no clock, no network."""
