"""The contracts desk: deals with partners and what they bring in."""
