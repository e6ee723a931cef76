"""The programmes of the school: certifications, and the sessions that prepare to them."""
