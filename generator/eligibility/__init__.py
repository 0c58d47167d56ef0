"""申报条件: the rule tree of a benefit and what is made of it."""
