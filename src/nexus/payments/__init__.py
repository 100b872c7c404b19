"""Payments: what was asked, what arrived, what went back. The event stream of a payment is the truth."""
