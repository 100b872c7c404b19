"""Pages. They compose facades and queries, own no data and no rule."""
