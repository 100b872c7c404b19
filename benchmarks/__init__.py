"""`make bench`: the product in production mode, measured next to floors that it cannot go below."""
