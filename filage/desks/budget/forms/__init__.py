"""What the pages of the budget let people type, one module a page."""
