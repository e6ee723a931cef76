"""Writers of documents: plain data in, bytes out, the same bytes for the same data."""
