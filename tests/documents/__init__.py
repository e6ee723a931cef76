"""Tests of the documents: what is printed, what a spreadsheet recomputes, what a calendar says."""
