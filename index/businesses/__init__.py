"""What a question is compared with to find the business that it means."""
