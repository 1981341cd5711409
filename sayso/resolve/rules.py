"""The rules by which a source is settled, and how often each is right.

Fitted on the 158 training records with their gold attributions (lab/bench/speakers.py --rules): the
share that names the right party, statements and nested statements together, shrunk towards the share
of all rules by four statements of it.
"""

SURE: dict[str, float] = {
    "surname": 0.997,
    "full name": 0.994,
    "organisation": 0.980,
    "apposition": 0.974,
    "epithet": 0.965,
    "named body": 0.965,
    "shared surname": 0.953,
    "clear pronoun": 0.940,
    "maker": 0.940,
    "lone name": 0.939,
    "joined": 0.938,
    "relative": 0.935,
    "near epithet": 0.933,
    "body of a person": 0.922,
    "pronoun of its speaker": 0.921,
    "office": 0.900,  # too rare there; in `tests/cases/offices.jsonl` no name is wrong, in the table a few are
    "in order": 0.900,  # too rare there
    "author": 0.897,
    "group": 0.871,
    "own words, organisation": 0.866,
    "own words, group": 0.854,
    "thing": 0.848,
    "near body": 0.848,
    "quoted self": 0.831,
    "carried on": 0.777,
    "owner": 0.755,
    "unknown": 0.712,
    "pronoun": 0.688,
    "many": 0.682,
    "own words, document": 0.554,
    "own words, unnamed": 0.453,
    "relative, own words": 0.439,
    "taken up": 0.340,
    "open": 0.055,
}
