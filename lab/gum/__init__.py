"""GUM, the Georgetown University Multilayer corpus (Zeldes 2017), as documents with tokens and mentions."""

from lab.gum.corpus import KEPT as KEPT
from lab.gum.corpus import keep as keep
from lab.gum.corpus import read_documents as read_documents
from lab.gum.records import Document as Document
from lab.gum.records import Mention as Mention
from lab.gum.records import Sentence as Sentence
from lab.gum.records import Token as Token
