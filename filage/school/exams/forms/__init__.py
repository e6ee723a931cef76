"""What is typed of an exam."""
