"""Spreadsheets of clerks to records: cells with their addresses, columns by their names, and what to do about the rest."""
