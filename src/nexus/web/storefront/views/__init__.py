"""The pages. Each view asks facades and queries, and hands what they say to its template."""
