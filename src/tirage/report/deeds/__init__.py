"""The deed of one draw, part by part; `pages.deed` puts it together."""
