"""The doors of the screens: each view makes one domain call and draws one template."""
