"""What a document that a user has added provides: one sheet each, read out of its sentences, corrected and confirmed by the user.

drafter.draft_sheet(library, document)   # measures, places, days, and the edition it replaces, each with the sentence it was read from
store.sheet_written(sheet)               # the same as YAML, to edit
"""
