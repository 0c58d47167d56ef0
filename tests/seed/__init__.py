"""Fictitious rosters from a seed: enterprises, commissioners, pairings and what stands over them."""
