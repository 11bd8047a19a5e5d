"""The only rooms that speak a language: sentences, headings, and how columns are worded."""
