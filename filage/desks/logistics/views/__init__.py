"""The pages of logistics."""
