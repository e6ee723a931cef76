"""What the trade says of places and contacts: labels, disciplines, when to write again, and when two cards are one."""
