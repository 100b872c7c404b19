"""The editor of promotions: forms that are generated from the strategies' schemas, and a cart to try a draft on."""
