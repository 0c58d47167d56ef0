"""The portal: YAML records in, checked, rendered into a static site."""
