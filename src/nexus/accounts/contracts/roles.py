"""The roles that a person can hold in a tenant."""

from typing import Final

BUYER: Final = "buyer"
"""Everybody; never stored."""
SELLER: Final = "seller"
"""Staff of a vendor; the grant's subject is the vendor."""
SUPPORT: Final = "support"
"""Tenant staff that may look at everything and run the back office's actions."""
OWNER: Final = "owner"
"""Tenant staff that may change everything in the tenant."""
OPERATOR: Final = "operator"
"""Runs the installation; lives in the installation's own tenant and may enter every tenant's back office."""

GRANTABLE: Final = frozenset({SELLER, SUPPORT, OWNER, OPERATOR})
STAFF: Final = frozenset({SUPPORT, OWNER, OPERATOR})
