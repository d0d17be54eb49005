"""Phrases, clauses, subjects and verbs: the questions that rules ask of a sentence."""
