"""Who the people are: users, roles, address book, sessions and tokens. A plain context."""
