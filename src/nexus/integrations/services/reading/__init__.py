"""From the bytes of a file to its rows, one at a time."""
