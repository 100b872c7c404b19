"""Use cases of pricing, each a frozen dataclass of ports with one public call."""
