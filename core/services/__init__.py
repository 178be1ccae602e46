"""Does. One public function is one thing for one person: may they -> load -> rule decides -> store -> record.

Each takes ``(portal, actor, *, …)`` and owns its transaction. Helpers that run inside somebody else's transaction
begin with an underscore or take ``db`` first.
"""
