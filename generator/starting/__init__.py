"""A new deployment: the places of a province from a table, and the files that it begins with."""
