"""What the national quality référentiel asks of a training body, and how what was said of a module is summed up."""
