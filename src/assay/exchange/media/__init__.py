"""What is known of the pictures, sounds, films and documents that items show."""
