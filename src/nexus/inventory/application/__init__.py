"""Use cases of inventory, each a frozen dataclass of ports with one public call.

The order is always: lock levels by variant, look, decide, write. A reservation changes only under its
level's lock.
"""
