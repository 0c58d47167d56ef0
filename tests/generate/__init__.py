"""What `make generate` makes besides the schemas; none of it belongs to the package that ships."""
