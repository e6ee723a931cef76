"""A structure gives its own values to the law's parameters, dated and sourced."""
