import semver from 'semver';
import { daysBefore } from './storyTelling.ts';
import type { Advisory, Iso, World } from './world.ts';

interface Told extends Omit<Advisory, 'at' | 'withdrawnAt' | 'updatedAt'> {
  /** Ages in days before the world's `now`. */
  readonly ago: number;
  readonly withdrawn?: number;
  readonly updated?: number;
}

/**
 * Advisories of invented packages. Their ids have letters that real ones never have; nothing here is about a real project. Of an invented package
 * that is not named here GitHub knows none.
 */
const STORIES: Readonly<Record<string, readonly Told[]>> = {
  // Fixed before it was told, four days after (a backport took fourteen), twelve days after; the fourth is not looked at.
  'NPM @example/mended': [
    { id: 'GHSA-0000-0000-0001', ago: 38, affected: [{ range: '>= 2.0.0, < 2.1.0', fixedIn: '2.1.0' }] },
    {
      id: 'GHSA-0000-0000-0002',
      ago: 164,
      updated: 3,
      affected: [
        { range: '< 1.2.1', fixedIn: '1.2.1' },
        { range: '>= 1.3.0, < 2.0.0', fixedIn: '2.0.0' },
      ],
    },
    { id: 'GHSA-0000-0000-0003', ago: 292, affected: [{ range: '< 1.2.0', fixedIn: '1.2.0' }] },
    { id: 'GHSA-0000-0000-0004', ago: 650, affected: [{ range: '< 1.1.0', fixedIn: '1.1.0' }] },
    { id: 'GHSA-0000-0000-0005', ago: 20, withdrawn: 18, affected: [{ range: '<= 2.1.0', fixedIn: null }] },
  ],
  // Open on the newest version; the one before took ten days.
  'NPM @example/open-advisory': [
    { id: 'GHSA-0000-0000-0006', ago: 12, affected: [{ range: '<= 1.1.0', fixedIn: null }] },
    { id: 'GHSA-0000-0000-0007', ago: 100, affected: [{ range: '< 1.1.0', fixedIn: '1.1.0' }] },
  ],
  // Taken down, not fixed.
  'NPM @example/taken-over': [
    { id: 'GHSA-0000-0000-0008', ago: 30, malware: true, affected: [{ range: '= 1.0.1', fixedIn: '1.0.2' }] },
  ],
  'GO example.org/mended': [{ id: 'GHSA-0000-0000-0009', ago: 205, affected: [{ range: '< 1.1.0', fixedIn: '1.1.0' }] }],
};

/** The stories as of a moment. */
export function advisoryStories(now: Iso): NonNullable<World['advisories']> {
  return new Map(
    Object.entries(STORIES).map(([name, told]) => [
      name,
      told.map(({ ago, withdrawn, updated, ...advisory }): Advisory => ({
        ...advisory,
        at: daysBefore(now, ago),
        updatedAt: daysBefore(now, updated ?? withdrawn ?? ago),
        ...(withdrawn === undefined ? {} : { withdrawnAt: daysBefore(now, withdrawn) }),
      })),
    ]),
  );
}

/** The advisories that stand about a package, of those told; a system is `NPM` or `GO`. */
export function standingAdvisories({ advisories }: World, system: string, name: string): readonly Advisory[] {
  return (advisories?.get(`${system} ${name}`) ?? []).filter(({ withdrawnAt }) => withdrawnAt === undefined);
}

/** The ids of those that are about a version. */
export function openOn(advisories: readonly Advisory[], version: string): readonly string[] {
  return advisories
    .filter(({ affected }) =>
      affected.some(({ range }) =>
        semver.satisfies(version.replace(/^v/, ''), range.replaceAll(',', ' '), { includePrerelease: true }),
      ),
    )
    .map(({ id }) => id);
}
