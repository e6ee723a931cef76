"""What selling a tour obeys: how far a piste is, which days are free, whether the road between two dates can be driven."""
