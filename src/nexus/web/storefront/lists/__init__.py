"""Lists of products as pages: what is asked for, what can be chosen, what is shown."""
