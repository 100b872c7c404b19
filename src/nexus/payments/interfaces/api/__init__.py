"""HTTP of payments; see docs/domains/payments.md."""
