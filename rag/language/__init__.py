"""What answers are worded with in nine languages, and how names are found in text. Below every other part of rag."""
