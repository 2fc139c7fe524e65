"""The check of prose written by a language model, against the decision and the provisions it was given."""
