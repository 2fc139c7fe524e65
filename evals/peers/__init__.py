"""Ordinary builds, scored on the same work as Zhunru: the same passages, the same vectors, the same questions.

A peer is a file of its own with one class: built from a ``Corpus``, it searches a text for passage ids. What it is made of is
imported when it is built, so that reading this package needs none of the libraries compared."""
