"""The pages of the exercises."""
