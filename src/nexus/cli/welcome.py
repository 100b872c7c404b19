"""What the operator reads once everything answers."""

_DEMO = """Demo logins (password nexus-demo-1)
  Bazaar      buyer@bazaar.test  buyer2@  seller@  seller2@  support@  owner@bazaar.test
  Atelier     the same names @atelier.test
  Operator    operator@nexus.test
"""


def welcome(base: str, port: int, /, *, demo: bool) -> str:
    """Addresses and, where they exist, the demo's logins."""
    realtime = base.replace(f":{port}", f":{port + 1}").replace("http", "ws", 1)
    return f"""
Nexus is up.
  Shop        {base}/
  API         {base}/api/docs/  (ReDoc: {base}/api/redoc/)
  Back office {base}/admin/
  Health      {base}/healthz  {base}/readyz  {base}/metrics
  WebSocket   {realtime}/ws/
{_DEMO if demo else ""}"""
