"""VNeID, the national electronic identity: people come in with it where it is configured.

The hand-shake is allauth's OpenID Connect, made stricter: see `id_tokens.py` for what a token has
to prove, `bounded.py` for how long and how much we listen, `identities.py` for what we keep.
"""
