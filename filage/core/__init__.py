"""What every desk stands on: accounts, scope, journal, rails, archive and links."""
