"""What is typed at the diffusion desk, one module a subject."""
