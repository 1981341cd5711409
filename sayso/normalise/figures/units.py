"""Units: the signs and words by which papers count, each with its standard name.

Names are singular and spelt out ("kilometre", "percent"); money is named by its ISO 4217 code where the sign leaves no
doubt which money it is ("$" is the US dollar unless something else is written, as the guidelines have it).
"""

import re

from sayso.wordlist import word_set

#: Money signs, longest first.
CURRENCIES = {
    "US$": "USD", "$US": "USD", "A$": "AUD", "AU$": "AUD", "$A": "AUD", "C$": "CAD", "CA$": "CAD", "Can$": "CAD",
    "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY",
    "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₦": "NGN", "₴": "UAH", "฿": "THB", "₫": "VND",
    "Rs": "INR", "Rs.": "INR", "RM": "MYR", "Rp": "IDR",
    "USD": "USD", "EUR": "EUR", "GBP": "GBP", "JPY": "JPY", "CAD": "CAD", "AUD": "AUD", "CHF": "CHF", "CNY": "CNY",
    "SFr": "CHF", "Y=": "JPY", "AU $": "AUD", "NZ $": "NZD", "US $": "USD", "PS": "GBP",
}  # fmt: skip
#: Money in words after the number.
MONEY = {
    "dollar": "USD", "buck": "USD", "euro": "EUR", "pound": "pound", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "rupee": "rupee", "rouble": "RUB", "ruble": "RUB", "peso": "peso", "franc": "franc", "krona": "SEK",
    "krone": "krone",
    "rand": "ZAR", "won": "KRW", "shekel": "ILS", "lira": "TRY", "zloty": "PLN", "forint": "HUF", "ringgit": "MYR",
    "rupiah": "IDR", "baht": "THB", "riyal": "SAR", "dirham": "AED", "naira": "NGN", "hryvnia": "UAH",
    "cent": "cent", "penny": "penny",
    "sterling": "GBP", "crown": "crown", "drachma": "GRD", "mark": "mark", "kuna": "HRK", "real": "BRL",
}  # fmt: skip
_NATIONS = {
    "Australian dollar": "AUD", "Canadian dollar": "CAD", "New Zealand dollar": "NZD", "Hong Kong dollar": "HKD",
    "Singapore dollar": "SGD", "US dollar": "USD", "U.S. dollar": "USD", "Swiss franc": "CHF", "Danish crown": "DKK",
    "Danish krone": "DKK",
    "Swedish crown": "SEK", "Norwegian crown": "NOK", "Czech crown": "CZK", "Indian rupee": "INR",
    "British pound": "GBP",
    "Mexican peso": "MXN", "pound sterling": "GBP", "Japanese yen": "JPY", "Chinese yuan": "CNY",
}  # fmt: skip
PERCENT = re.compile(r"\s?%|[\s-]?(?:percent|per\s?cent|pct)\b(?!\w)|\spc\b")
POINTS = re.compile(r"[\s-]?(?:percentage|percent)[\s-]points?\b", re.I)
#: Signs that may stand at the number without a blank; those of one letter only so.
SIGNS = {
    "km": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "μm": "micrometre", "µm": "micrometre",
    "nm": "nanometre",
    "mi": "mile", "ft": "foot", "kg": "kilogram", "g": "gram", "mg": "milligram", "lb": "pound", "lbs": "pound",
    "oz": "ounce", "t": "tonne", "kt": "kilotonne", "Mt": "megatonne",
    "mph": "mile per hour", "kph": "kilometre per hour", "km/h": "kilometre per hour", "km/hr": "kilometre per hour",
    "kmh": "kilometre per hour",
    "mpg": "mile per gallon", "W": "watt", "kW": "kilowatt", "MW": "megawatt", "GW": "gigawatt", "TW": "terawatt",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour", "GWh": "gigawatt hour", "TWh": "terawatt hour", "V": "volt", "mAh": "milliampere-hour",
    "Hz": "hertz", "HZ": "hertz", "kHz": "kilohertz",
    "MHz": "megahertz", "GHz": "gigahertz", "Ghz": "gigahertz", "KB": "kilobyte", "MB": "megabyte", "GB": "gigabyte",
    "TB": "terabyte", "Mbps": "megabit per second",
    "Gbps": "gigabit per second", "hp": "horsepower", "bhp": "brake horsepower", "PS": "metric horsepower",
    "Nm": "newton metre", "lb-ft": "pound-foot",
    "sqm": "square metre", "sq m": "square metre", "sq km": "square kilometre", "m2": "square metre",
    "km2": "square kilometre", "sq ft": "square foot", "ha": "hectare",
    "l": "litre", "L": "litre", "ml": "millilitre",
    "bpd": "barrel per day", "bps": "basis point", "bp": "basis point", "°C": "celsius", "°F": "fahrenheit",
    "°": "degree", "ºC": "celsius", "p": "penny",
    "s": "second", "min": "minute", "mins": "minute", "hr": "hour", "hrs": "hour", "yr": "year", "yrs": "year",
    "ksi": "kilopound per square inch", "psi": "pound per square inch",
}  # fmt: skip
#: Nouns of measure: a number before one measures by it, in the singular too ("a 40 yard line", "938 horsepower").
MEASURES = word_set(
    """second minute hour day night week weekend fortnight month quarter year decade century inch foot yard mile
    metre centimetre millimetre kilometre micrometre nanometre league acre hectare litre gallon pint ounce gram
    kilogram pound ton tonne barrel bushel watt kilowatt megawatt gigawatt volt hertz horsepower degree celsius
    fahrenheit byte kilobyte megabyte gigabyte terabyte percent point calorie joule sen basis decibel carat knot"""
)
_ATTACHED = word_set("""g t m W V l L p s bp""")
#: Words whose singular is not made by a rule, and those that look like plurals and are none.
_SINGULARS = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "inches": "inch",
    "teeth": "tooth", "mice": "mouse",
    "geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf", "halves": "half",
    "loaves": "loaf", "wolves": "wolf",
    "thieves": "thief", "shelves": "shelf", "selves": "self", "crises": "crisis", "analyses": "analysis",
    "bases": "base", "cases": "case",
    "theses": "thesis", "criteria": "criterion", "phenomena": "phenomenon", "media": "medium", "series": "series",
    "species": "species",
    "movies": "movie", "pennies": "penny", "pence": "penny", "lbs": "pound", "kronor": "krona", "cookies": "cookie",
    "ties": "tie", "pies": "pie", "buses": "bus", "heroes": "hero", "echoes": "echo",
    "potatoes": "potato", "tomatoes": "tomato", "vetoes": "veto", "torpedoes": "torpedo", "lies": "lie",
    "doses": "dose", "horses": "horse", "houses": "house", "nurses": "nurse", "causes": "cause", "gases": "gas",
    "kilometers": "kilometre", "kilometer": "kilometre", "meters": "metre", "meter": "metre",
    "centimeters": "centimetre", "centimeter": "centimetre", "millimeters": "millimetre",
    "liters": "litre", "liter": "litre", "tons": "ton", "grams": "gram", "degrees": "degree", "metres": "metre",
    "congressmen": "congressman", "policemen": "policeman", "spokesmen": "spokesman", "businessmen": "businessman",
    "congresswomen": "congresswoman", "percent": "percent", "lawmen": "lawman", "gunmen": "gunman",
    "servicemen": "serviceman", "firemen": "fireman", "fishermen": "fisherman", "councilmen": "councilman",
    "thanks": "thanks", "yes": "yes", "always": "always", "perhaps": "perhaps", "besides": "besides",
    "towards": "towards", "afterwards": "afterwards", "deputies": "deputy", "nanometer": "nanometre", "oxen": "ox",
    "dice": "die", "data": "datum", "personnel": "personnel", "troops": "troop", "shoes": "shoe", "canoes": "canoe",
}  # fmt: skip
_NO_PLURAL = re.compile(r"(?:ss|us|is|ous|as|news|economics|politics|physics|mathematics)$")


def name_sign(sign: str, attached: bool, number: str) -> str | None:
    """The unit of a sign after a number ("km"), which stands at it or after a blank."""
    if sign == "s" and number.endswith("0"):  # the 1990s
        return None
    return None if sign in _ATTACHED and not attached else SIGNS.get(sign)


def name_money(words: str) -> str | None:
    """The money that words name ("Canadian dollars", "bucks")."""
    parts = words.split()
    if not parts:
        return None
    last = make_singular(parts[-1].lower())
    if len(parts) > 1 and (nation := _NATIONS.get(" ".join([*parts[:-1], last]))):
        return nation
    return MONEY.get(last) if len(parts) == 1 else None


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    low = word.lower()
    if low in _SINGULARS:
        return (_SINGULARS[low] != low and low.endswith(("s", "n", "e", "a", "i", "h", "t"))) or low in (
            "series",
            "species",
            "personnel",
        )
    return len(low) > 3 and low.endswith("s") and not _NO_PLURAL.search(low)


def make_singular(word: str) -> str:
    """A noun's singular, by the rules of spelling and a list of the others."""
    low = word.lower()
    if low in _SINGULARS:
        single = _SINGULARS[low]
        return single.capitalize() if word[:1].isupper() else single
    if len(word) < 4 or not low.endswith("s") or _NO_PLURAL.search(low):
        return word
    if low.endswith("ies"):
        return word[:-3] + "y"
    if re.search(r"(?:x|ch|sh|ss|zz)es$", low):
        return word[:-2]
    return word[:-1]
