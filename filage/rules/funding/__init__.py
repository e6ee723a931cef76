"""What the rules of a funder give: rates, flat amounts, steps, floors and ceilings."""
