"""What a chart shows, as a specification for the chart library."""
