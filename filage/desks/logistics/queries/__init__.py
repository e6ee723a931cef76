"""What is read of logistics, by its own pages, by the rails and by the desks above."""
