"""Products, variants, categories, tags, media and reviews: what a tenant offers, without prices and stock."""
