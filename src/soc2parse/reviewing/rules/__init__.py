"""The rules of a review: one small function each, in files by what they look at."""
