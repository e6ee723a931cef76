"""What is typed of logistics."""
