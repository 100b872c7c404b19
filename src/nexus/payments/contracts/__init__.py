"""What other contexts may know of payments: events and frozen data. No framework, no behaviour."""
