"""The school: what is certified and until when, who may enter by which route, whether a session fits its calendar."""
