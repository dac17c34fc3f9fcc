"""Whole answers kept for readers who are nobody in particular.

A view says by `shared_with_all` that everyone reads the same; `portal.wsgi` stands the `Doorkeeper`
before the site, which answers again what it has answered before; and whoever changes what readers
see says `forget_pages()`, after which no process gives an answer from before.
"""
