"""tirage: sortition that a stranger can check.

People in → chances → lottery → chance picks → record out.
"""

__version__ = "0.1.0"
