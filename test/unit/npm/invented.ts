import * as facts from '../../../server/src/facts/package.ts';
import type { Fact, FactKey, FactView } from '../../../server/src/model/fact.ts';
import { readPackument } from '../../../server/src/sources/npm/packument.ts';
import type { Reduced } from '../../../server/src/sources/npm/fit.ts';
import { reducePackument } from '../../../server/src/sources/npm/reduce.ts';

export const NOW = '2026-06-15T12:00:00.000Z';

/** One version of an invented package: its number, day of publication, and what differs from the usual manifest. */
export type Story = readonly (readonly [version: string, day: string, differs?: Readonly<Record<string, unknown>>])[];

/** A package released steadily over six years, once as a prerelease and once to an older line. */
export const STEADY: Story = [
  ['1.0.0', '2020-01-10'],
  ['1.0.1', '2020-03-10'],
  ['1.1.0', '2021-01-10'],
  ['2.0.0-beta.1', '2022-01-01'],
  ['2.0.0', '2022-02-01'],
  ['1.1.1', '2022-03-01'],
  ['2.1.0', '2026-06-10T08:30:00'],
];

/** A document in the shape that the public registry documents, complete in every field. */
export function fullDocument(story: Story, top: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const days = story.map(([, day]) => day).sort();
  return {
    _id: '@example/widget',
    _rev: '1-x',
    name: '@example/widget',
    'dist-tags': { latest: story.at(-1)?.[0] },
    maintainers: [{ name: 'ada', email: 'ada@example.org' }],
    license: 'MIT',
    repository: { type: 'git', url: 'git+https://github.com/example/widget.git' },
    time: {
      created: instant(days[0] ?? ''),
      modified: instant(days.at(-1) ?? ''),
      ...Object.fromEntries(story.map(([version, day]) => [version, instant(day)])),
    },
    versions: Object.fromEntries(
      story.map(([version, , differs]) => [
        version,
        {
          name: '@example/widget',
          version,
          description: 'An invented package',
          license: 'MIT',
          repository: { type: 'git', url: 'git+https://github.com/example/widget.git' },
          scripts: { test: 'true' },
          _npmUser: { name: 'ada', email: 'ada@example.org' },
          dist: { tarball: `https://npm.example.org/widget-${version}.tgz`, signatures: [{ keyid: 'k', sig: 's' }] },
          ...differs,
        },
      ]),
    ),
    ...top,
  };
}

/** What a stripping mirror leaves of a document: what publishers wrote, and its own dates. */
export function strippedDocument(story: Story): Record<string, unknown> {
  const { name, 'dist-tags': tags, time, versions } = fullDocument(story);
  const own = Object.entries(time as Record<string, string>).filter(([key]) => key !== 'created' && key !== 'modified');
  const taken = new Set(['_npmUser', 'deprecated', 'dist']);
  const manifests = Object.entries(versions as Record<string, Record<string, unknown>>).map(([version, manifest]) => {
    const kept = Object.entries(manifest).filter(([field]) => !taken.has(field));
    return [version, { ...Object.fromEntries(kept), dist: { tarball: 'https://mirror.example.org/widget.tgz' } }];
  });
  return { name, 'dist-tags': tags, time: Object.fromEntries(own), versions: Object.fromEntries(manifests) };
}

/** `2026-01-02` or `2026-01-02T03:04:05` as the registry writes it. */
export function instant(day: string): string {
  return `${day.includes('T') ? day : `${day}T10:00:00`}.000Z`;
}

export function reduce(document: unknown, now = NOW): readonly Reduced[] {
  return reducePackument(readPackument(JSON.stringify(document), now), now);
}

/** The value of a fact, or `why` it is not known. */
export function valueOf<T>(reduced: readonly Reduced[], key: FactKey<T>): T | string {
  const found = reduced.find((fact) => fact.key.id === key.id);
  if (found === undefined) return 'absent';
  return 'value' in found ? (found.value as T) : found.why;
}

/** The value of a fact that must be known. */
export function knownOf<T>(reduced: readonly Reduced[], key: FactKey<T>): T {
  const found = reduced.find((fact) => fact.key.id === key.id);
  if (found === undefined || 'why' in found) throw new Error(`${key.id} is ${found?.why ?? 'absent'}`);
  return found.value as T;
}

/** The facts of a package as a source sees them. */
export function viewOf(reduced: readonly Reduced[]): FactView {
  return {
    get<T>(key: FactKey<T>): Fact<T> {
      const found = reduced.find((fact) => fact.key.id === key.id);
      if (found === undefined) return { state: 'unknown', why: 'pending' };
      if ('why' in found) return { state: 'unknown', why: found.why };
      const from = { source: 'npm-registry', url: 'https://npm.example.org/@example%2fwidget', fetchedAt: NOW };
      return { state: 'known', value: found.value as T, from };
    },
  };
}

/** Ids of the facts that are unknown, by reason. */
export function whyUnknown(reduced: readonly Reduced[]): Record<string, readonly string[]> {
  const reasons: Record<string, string[]> = {};
  for (const fact of reduced) if ('why' in fact) (reasons[fact.why] ??= []).push(fact.key.id);
  return reasons;
}

export { facts };
