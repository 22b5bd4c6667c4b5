"""What `hermanar bench` measures: ratios of one run, so that they mean the same on every machine."""
