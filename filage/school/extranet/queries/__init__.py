"""What the pages of the extranet read."""
