"""The school, one floor above the desks: what is taught and certified, to whom, and how it is proved."""
