"""Case exercises: what is handed out, handed in, and marked by the rules."""
