"""What people write into a file or on the command line, read as values: amounts, periods, wordings of targets."""
