/** What one threshold means; numbers in the unit that `words` names. */
export interface ThresholdMeaning {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** For users: one line, unit included. */
  readonly words: string;
}

/**
 * Every threshold a rule judges by, named `<rule>.<what>`, with its default. Where a default comes from stands on the rule's page; CHAOSS says that
 * thresholds depend on who is asking, so none is fixed in a rule.
 */
export const THRESHOLDS = {
  'fading.activePeople': { value: 1, least: 0, most: 20, words: 'Active people (5 commits or more a year), at most' },
  'fading.activeMonths': { value: 6, least: 0, most: 12, words: 'Months of 12 with a human commit, at most' },
  'fading.silentDays': { value: 90, least: 1, most: 365, words: 'Days without a human commit that count as silence' },
  'fading.releaseDays': { value: 365, least: 1, most: 3650, words: 'Days without a stable release that make silence louder' },
  'one-maintainer.commits': { value: 10, least: 10, most: 1000, words: 'Human commits a year, at least' },
  'one-maintainer.share': { value: 80, least: 50, most: 100, words: 'Per cent of the commits by one person, at least' },
  'one-maintainer.shareAlone': {
    value: 50,
    least: 1,
    most: 100,
    words: 'Per cent of the commits by one person where nobody else is active, at least',
  },
  'new-publisher.silentDays': {
    value: 180,
    least: 1,
    most: 3650,
    words: 'Days without a release before the new account, at least',
  },
  'new-publisher.withinDays': { value: 365, least: 1, most: 400, words: 'Days since the release by the new account, at most' },
  'provenance-lost.withinDays': { value: 30, least: 1, most: 365, words: 'Days since the release without attestation, at most' },
  'handover.points': { value: 30, least: 1, most: 100, words: 'Percentage points of commits gained, more than' },
  'handover.before': { value: 10, least: 0, most: 100, words: 'Per cent of the history before that year, less than' },
  'handover.commits': { value: 10, least: 1, most: 1000, words: 'Commits of the new lead in a year, at least' },
  'handover.leadBefore': { value: 75, least: 1, most: 100, words: 'Per cent by one person in the two years before, at least' },
  'licence-change.withinDays': { value: 365, least: 1, most: 3650, words: 'Days for which a change of licence is news' },
  'line-ended.days': { value: 365, least: 1, most: 3650, words: 'Days without a release of the required major, at least' },
  'absent-maintainers.listed': { value: 3, least: 1, most: 100, words: 'Listed maintainers matched to accounts, at least' },
  'absent-maintainers.matched': { value: 75, least: 1, most: 100, words: 'Per cent of the listed that were matched, at least' },
  'absent-maintainers.active': { value: 50, least: 1, most: 100, words: 'Per cent of the matched active in 180 days, less than' },
  'release-drought.days': {
    value: 365,
    least: 1,
    most: 3650,
    words: 'Days that a shipped change waits for a release, more than',
  },
  'fresh-version.days': { value: 3, least: 1, most: 90, words: 'Days since the version was published, less than' },
  'single-vendor.people': { value: 3, least: 2, most: 100, words: 'People of one employer, at least' },
  'single-vendor.share': { value: 80, least: 50, most: 100, words: 'Per cent of the commits of known affiliation, at least' },
  'single-vendor.known': {
    value: 60,
    least: 1,
    most: 100,
    words: 'Per cent of the commits whose affiliation is known, at least',
  },
  'overloaded.open': { value: 100, least: 1, most: 10_000, words: 'Open issues and changes for each active person, more than' },
  'overloaded.closed': { value: 50, least: 1, most: 100, words: 'Closed for every hundred opened in 12 months, less than' },
} as const satisfies Readonly<Record<string, ThresholdMeaning>>;

/** The name of a threshold. */
export type ThresholdName = keyof typeof THRESHOLDS;

/** A number for every threshold. */
export type Thresholds = Readonly<Record<ThresholdName, number>>;

/** The thresholds of PRODUCT.md. */
export const defaultThresholds: Thresholds = thresholdsWith({});

/** The defaults, with some of them set otherwise. */
export function thresholdsWith(given: Readonly<Partial<Record<ThresholdName, number>>>): Thresholds {
  const names = Object.keys(THRESHOLDS) as ThresholdName[]; // the very keys the type is made of
  return Object.fromEntries(names.map((name) => [name, given[name] ?? THRESHOLDS[name].value])) as Thresholds;
}
