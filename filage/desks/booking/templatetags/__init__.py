"""Template tags of the diffusion desk."""
