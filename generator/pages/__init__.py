"""The pages of the site: one module a section, each a function from a portal to pages."""
