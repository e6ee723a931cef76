"""What is typed of the attendance."""
