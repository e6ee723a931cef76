"""What an embauche really costs: contributions, reductions and minima of the performing arts, dated and explained."""
