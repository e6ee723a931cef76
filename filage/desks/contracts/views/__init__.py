"""The pages of the contracts desk."""
