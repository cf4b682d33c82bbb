"""A Report and a profile of the reader -> findings, questions, checklists, comparisons."""
