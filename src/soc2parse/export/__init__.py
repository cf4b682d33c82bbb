"""A Report or a review -> Markdown, HTML, spreadsheet, OSCAL, data frame, marked PDF."""
