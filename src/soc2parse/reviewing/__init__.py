"""A Report and a profile of the reader -> findings, questions, checklists, comparisons.

The room is called `reviewing` so that `soc2parse.review` can be the function.
"""
