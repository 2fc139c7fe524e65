"""The words of an answer: functions that turn decisions, lists and documents into headlines and paragraphs, given a `Wording`."""
