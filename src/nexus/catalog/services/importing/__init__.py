"""Many products at once, new and known ones: matched by SKU and address, compared, and written set by set."""
