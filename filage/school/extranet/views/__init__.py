"""The pages of the extranet."""
