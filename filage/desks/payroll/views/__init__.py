"""The pages of payroll: engage somebody, change the terms of an embauche."""
