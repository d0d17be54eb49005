"""Figures that differ, and what articles say of earlier reports."""
