"""What a turn of a conversation is: a remark, a choice among what was shown, a step further; and the question it comes to alone."""
