"""The link to the one style sheet of the pages."""

from django import template

from config.stylesheet import address

register = template.Library()
register.simple_tag(address, name="stylesheet_address")
