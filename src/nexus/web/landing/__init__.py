"""The plain page at `/` that lists what runs where."""
