"""The sandbox: a complete fake provider. `books` is the provider's side, `gateway` ours, `sender` its
messages to us.
"""
