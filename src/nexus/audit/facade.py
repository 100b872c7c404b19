"""Door of the audit context."""

from nexus.audit.chains import CHECKS as CHAIN_CHECKS
from nexus.audit.verify import Outcome, verify

__all__ = ["CHAIN_CHECKS", "Outcome", "verify"]
