"""A shop of a million products: made fast, proved to be what the product writes, measured."""
