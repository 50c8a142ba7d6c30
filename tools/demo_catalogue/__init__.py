"""Parts of make_demo_catalogue.py."""
