"""The back office at /admin/: site, dashboard, event log, deliveries, choice of tenant, and how everything looks."""
