"""A PDF -> pages of words, ruling lines, shadings and pictures. The only room that knows a PDF engine."""
