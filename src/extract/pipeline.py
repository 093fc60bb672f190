"""The corridor: one document walks from its text to linked mentions.

In:  a Document          "... in the Dashkasan, Kalbajar and Lachin directions ..."
Out: Mentions            three places with GeoNames ids, and whatever else stands there

The order is fixed: numbered and named agreements (their years and names are nobody else's), dates,
names, described agreements (which contain dates and names), deciding, linking.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from extract.correcting.apply import Corrected, correct_mentions
from extract.deciding.countries import CountrySettler
from extract.deciding.decide import Decider
from extract.deciding.recast import CountryRecaster
from extract.deciding.stops import Stops
from extract.knowledge.actors import with_holders
from extract.knowledge.agreements import with_heads
from extract.knowledge.country_rules import load_country_rules
from extract.knowledge.dates import load_dates
from extract.knowledge.learned import Learned
from extract.knowledge.own.files import NO_FILES, OwnFiles
from extract.knowledge.places import with_weights
from extract.knowledge.trust import load_trust
from extract.knowledge.whole import Own, load_knowledge
from extract.linking.actors import ActorLinker
from extract.linking.agreements import AgreementLinker
from extract.linking.dates import DateLinker
from extract.linking.learned import LearnedLinks
from extract.linking.own import OwnMarks
from extract.linking.places import PlaceLinker
from extract.matchers.agreements import CitedAgreements, DescribedAgreements
from extract.matchers.dates import DateMatcher
from extract.matchers.learned import LearnedNames
from extract.matchers.names import NameMatcher
from extract.matchers.places import PlaceMatcher
from extract.nlp.parse import ForeignParser, Parser, load_parser
from extract.nlp.seen import Seen, see
from extract.nlp.sentences import SentenceSplitter, load_splitter
from extract.text.names import slug

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from extract.correcting.decision import Decision
    from extract.records import Document, Mentions, Proposal


@dataclass(frozen=True, slots=True)
class Matchers:
    """Everyone who proposes, by their place in the order."""

    cited: Callable[[Doc], Iterator[Proposal]]
    dates: Callable[[Doc, Sequence[tuple[int, int]]], Iterator[Proposal]]
    names: Sequence[Callable[[Doc], Iterator[Proposal]]]
    described: Callable[[Doc, Sequence[Proposal]], Iterator[Proposal]]
    stops: Stops

    def __call__(self, doc: Doc) -> list[Proposal]:
        """All proposals for a parsed text, later matchers knowing what earlier ones saw."""
        cited = list(self.cited(doc))
        found = [*cited, *self.dates(doc, [(p.start, p.end) for p in cited])]
        for matcher in self.names:
            found.extend(matcher(doc))
        found = self.stops(found)
        return [*found, *self.stops(self.described(doc, found))]


@dataclass(frozen=True, slots=True)
class Linkers:
    """Everyone who says who, which or when."""

    dates: DateLinker
    actors: ActorLinker
    places: PlaceLinker
    agreements: AgreementLinker
    own: OwnMarks
    learned: LearnedLinks

    def __call__(self, mentions: Mentions, document: Document) -> Mentions:
        """Complete the mentions of a document; each linker knows what is linked already."""
        dates = self.dates(mentions.dates, document)
        actors = self.actors(mentions.actors, document, mentions.places)
        places = self.places(mentions.places, document, actors)
        # towns of a country's name come back as places: "Lebanon's mayor"
        taken = {(place.start, place.end) for place in places}
        actors = tuple(actor for actor in actors if (actor.start, actor.end) not in taken)
        agreements = self.agreements(mentions.agreements, document, actors, places, dates)
        linked = replace(
            mentions, dates=dates, actors=actors, places=places, agreements=agreements
        )
        return self.own(self.learned(linked))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One document in, its mentions out; built once for many documents."""

    parse: Parser | ForeignParser
    splitter: SentenceSplitter
    matchers: Matchers
    decider: Decider
    linkers: Linkers

    def __call__(self, document: Document) -> Mentions:
        """Find, settle and link everything a document mentions.

        Args:
            document: Any document; its `published` and `source` help to resolve dates and places.

        Returns:
            Linked mentions, each table in text order, with the offsets of the document's text.
        """
        return self.corrected(document, ()).mentions

    def corrected(self, document: Document, decisions: Sequence[Decision]) -> Corrected:
        """The same, and let the rows follow what people decided.

        Args:
            document: Any document, its own fields corrected already.
            decisions: Decisions about it and merges, the oldest first.

        Returns:
            The mentions, and the decisions that fit nowhere in the document.
        """
        seen = self.see(document)
        return self.complete(seen, self.settle(seen, self.propose(seen)), document, decisions)

    def complete(
        self, seen: Seen, settled: Mentions, document: Document, decisions: Sequence[Decision]
    ) -> Corrected:
        """Link what was settled, and let the rows follow what people decided."""
        found = seen.restored(self.linkers(settled, seen.document))
        if not decisions:
            return Corrected(found, ())
        return correct_mentions(document, found, seen.stored_sentences(), decisions)

    def see(self, document: Document) -> Seen:
        """A document as matchers see it."""
        return see(document, self.splitter)

    def propose(self, seen: Seen) -> list[Proposal]:
        """What all matchers see in a document, boilerplate left out."""
        return seen.in_text(self.matchers(self.parse(seen.document.text)))

    def settle(self, seen: Seen, proposals: Sequence[Proposal]) -> Mentions:
        """The proposals that stay, as mentions with empty link columns."""
        return self.decider(seen.document, seen.sentences, proposals)

    def fresh_words(self) -> AbstractContextManager[object]:
        """Forget, at the end of the block, the words that spaCy met in it.

        Without this the vocabulary of a model that spaCy runs itself grows with every new word of
        a long run. No Doc may leave the block.
        """
        return self.parse.fresh_words()


def build_pipeline(model: Path, own: OwnFiles = NO_FILES) -> Pipeline:
    """Load the model and all knowledge, once.

    Args:
        model: Folder of a spaCy pipeline with an `ner`.
        own: The project's own knowledge, which goes before the packaged one.

    Raises:
        ModelError: The folder holds no such pipeline.
        KnowledgeError: A data file holds an entry that cannot be used.
    """
    return _built(load_parser(model), own)


def relearned(plain: Pipeline, learned: Learned, own: OwnFiles = NO_FILES) -> Pipeline:
    """A pipeline with learned data; the model is not loaded anew.

    Args:
        plain: A pipeline with the model.
        learned: What it is to know.
        own: The project's own knowledge.
    """
    return _built(plain.parse, replace(own, learned=learned))


def _built(parse: Parser | ForeignParser, own: OwnFiles) -> Pipeline:
    known, dates = load_knowledge(own), load_dates()
    countries, places = known.countries, known.places
    learned = own.learned
    actors, agreements = with_holders(known.actors, learned.holders), known.agreements
    settler = CountrySettler(load_country_rules(), countries)
    return Pipeline(
        parse=parse,
        splitter=load_splitter(),
        matchers=Matchers(
            cited=CitedAgreements(agreements),
            dates=DateMatcher(dates),
            names=(
                NameMatcher(actors, countries),
                PlaceMatcher(places, countries),
                LearnedNames(learned.names),
            ),
            described=DescribedAgreements(with_heads(agreements, learned.heads), countries),
            stops=Stops(learned.stops),
        ),
        decider=Decider(load_trust(), CountryRecaster(settler, countries)),
        linkers=Linkers(
            dates=DateLinker(dates),
            actors=ActorLinker(actors, countries),
            places=PlaceLinker(with_weights(places, learned.places), countries),
            agreements=AgreementLinker(agreements, countries),
            own=_marks(known.own),
            learned=LearnedLinks(learned.names, learned.confidence),
        ),
    )


def _marks(own: Own) -> OwnMarks:
    """The identifiers that the linkers give what a project's files hold."""
    return OwnMarks(
        places=frozenset(
            f"gn:{p.entry.geonames_id}" if p.entry.geonames_id else f"place:{p.entry.slug}"
            for p in own.places
        ),
        organizations=frozenset(f"org:{body.org_id}" for body in own.organizations),
        persons=frozenset(f"person:{slug(holder.person)}" for holder in own.holders),
        countries=frozenset(f"country:{country.code}" for country in own.countries.countries),
        agreements=frozenset(one.instrument_id for one in own.agreements),
        codes=own.codes,
    )
