/** What each part of a card is, in a card's order; the headline is always there. */
export const CARD_SECTION_WORDS = {
  findings: 'What the rules say.',
  since: 'What changed since the version that the line had before: publisher, provenance, licence and more.',
  chart: 'Commits by month, the busiest person’s part and releases, in a small picture.',
  owner: 'The maintainers’ own word.',
  people: 'Who is active, merges, is listed, came and stayed; a package’s own folder of a larger repository.',
  impact: 'What would remain without the busiest person.',
  required: 'The version you require, and its line.',
  releases: 'The last release, the usual rhythm, what is not released yet, who can publish.',
  answers: 'How questions and changes are met.',
  foundation: 'The foundation and its own stage word.',
  documents: 'Governance, maintainers list, security policy.',
  licence: 'The licence and its changes.',
  security: 'Open advisories, build attestation, install scripts.',
  funding: 'Where money is asked for.',
  repository: 'Where it is developed, and whose that is.',
  links: 'Pages to go to that no row above leads to.',
  coverage: 'What is not known and why, and how much is.',
} as const satisfies Readonly<Record<string, string>>;

/** The name of a part of a card. */
export type CardSection = keyof typeof CARD_SECTION_WORDS;

/** The parts of a card that a reader may choose, by name, in a card's order. */
export const CARD_SECTIONS = Object.keys(CARD_SECTION_WORDS) as readonly CardSection[]; // the very keys the type names
