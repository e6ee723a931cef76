"""The pages of the directory: people, venues, partners, and our own structures."""
