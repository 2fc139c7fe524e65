"""The questions that reading is trained on: scenario cards, the guide for labels, and the checks of both."""
