"""Decides. Pure functions and frozen models: no clock, no disk, no database, no randomness."""
