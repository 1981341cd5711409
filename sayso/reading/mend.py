"""Mojibake mended and line ends made one, and nothing else about a text touched."""

import ftfy

#: Only what undoes a wrong decoding. Quotation marks above all stay as the page has them.
MENDING = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
LINE_ENDS = str.maketrans({"\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})


def mend_text(text: str) -> str:
    """The text as its writer saw it: UTF-8 read as Windows-1252 and the like are turned back (ftfy).

    >>> mend_text("the senatorâ€™s vote")
    'the senator’s vote'
    """
    fixed: str = ftfy.fix_text(text, MENDING)
    return fixed.replace("\r\n", "\n").replace("\r", "\n").translate(LINE_ENDS)
