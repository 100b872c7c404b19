"""Technical ground that every context stands on: tenancy, events, locking, HTTP, cache. Knows Django, knows no business."""
