"""What is typed of exercises: how one is given, what a trainer gives by reading."""
