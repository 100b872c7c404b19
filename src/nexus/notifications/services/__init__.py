"""What notifications does. Every function runs inside a tenant_scope unless it says otherwise."""
