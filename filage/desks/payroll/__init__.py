"""The payroll desk: embauches and what they cost the employer."""
