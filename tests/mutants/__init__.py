"""Mutation testing of the rules: which changes of their code no test sees."""
