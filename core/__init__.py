"""Proofmark's core: knows nothing of Streamlit.

A page shows and asks. A service does one thing for one person. A rule decides. Storage remembers. Badges print.

Imports run one way: ``services, queries, web -> rules, storage, badges``; storage and badges do not know each
other, rules know nobody but ``core.errors``. ``tests/test_architecture.py`` reads the imports and enforces this.
"""
