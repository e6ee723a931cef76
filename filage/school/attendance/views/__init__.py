"""The pages of the attendance."""
