"""How the parts are assembled: settings, root addresses, server entry."""
