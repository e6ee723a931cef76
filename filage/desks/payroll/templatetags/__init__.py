"""What the templates of pay write."""
