"""Pages -> lines, blocks, headings and tables, with running headers, footers and watermarks taken off."""
