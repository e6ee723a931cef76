"""What a session shares with its learners and trainers, and what it learns from them."""
