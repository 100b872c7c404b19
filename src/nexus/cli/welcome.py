"""What the operator reads once everything answers."""

from nexus.cli.home import Home

_DEMO = """Demo logins (password nexus-demo-1)
  Bazaar      buyer@bazaar.test  buyer2@  seller@  seller2@  support@  owner@bazaar.test
  Atelier     the same names @atelier.test
  Operator    operator@nexus.test (back office)
  Coupon      WELCOME10 in the cart of Bazaar
"""


def welcome(base: str, port: int, home: Home, /, *, demo: bool) -> str:
    """Addresses, where the data lie, and the demo's logins where they exist."""
    realtime = base.replace(f":{port}", f":{port + 1}").replace("http", "ws", 1)
    return f"""
Nexus is up.
  Shop        {base}/
  API         {base}/api/docs/  (ReDoc: {base}/api/redoc/)
  Back office {base}/admin/
  Health      {base}/healthz  {base}/readyz  {base}/metrics
  WebSocket   {realtime}/ws/
  Data        {_data(home)}
{_DEMO if demo else ""}"""


def _data(home: Home, /) -> str:
    if not home.postgres.is_symlink():
        return str(home.root)
    # The operator must know, to back it up: it is the one thing that may lie outside the home.
    return f"{home.root}; PostgreSQL's in {home.postgres.resolve()}, as its account may not enter the former"
