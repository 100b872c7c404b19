"""Providers. A new one: a folder with a class that passes tests/payments/gateway_contract.py; see
docs/how-to.
"""
