"""The design system: tokens, components, the page around every page, share cards."""
