"""Files changed as a careful clerk would: their canonical form, and records put into them; comments stay."""
