"""What leaves the portal as data: tables as CSV and xlsx, and the JSON API."""
