"""How the desks stay strangers and still agree: small registries, and what they gave kept as rows."""
