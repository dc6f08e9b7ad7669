import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../server/src/assess/assess.ts';
import type { SafetyNet } from '../../../server/src/model/assessment.ts';
import type { Fact, Missing } from '../../../server/src/model/fact.ts';
import { purlOf } from '../../../server/src/model/purl.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { cardFacts } from '../../../server/src/present/cardFacts.ts';
import type { DependencyLine } from '../../../server/src/present/dependencyLine.ts';
import { dependencyTree } from '../../../server/src/present/dependencyTree.ts';
import { netGroupOf } from '../../../server/src/present/netGroups.ts';
import type { TreeNode } from '../../../server/src/protocol.ts';
import { rules } from '../../../server/src/rules/index.ts';
import { dependencyOn, viewOver } from '../assess/supposed.ts';
import { year } from './reportPage.ts';

const now = '2026-01-10T00:00:00.000Z';
const place = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 9 };

function line(manifest: string, name: string, facts: Readonly<Record<string, unknown>>, more: Partial<DependencyLine> = {}) {
  const dependency = dependencyOn(name, { target: { kind: 'registry', purl: purlOf('npm', name), range: '^1.0.0' } });
  const assessment = assess(
    { dependency, version: '1.0.0', view: viewOver(facts), moment: 'standing', now },
    rules,
    { preset: 'recommended', rules: {}, thresholds: defaultThresholds },
    cardFacts,
  );
  return { manifest, assessment, direct: true, place, ...more } satisfies DependencyLine;
}

const options = {
  now,
  groupedBy: 'standing',
  onlyFindings: false,
  card: { icons: false },
  location: (manifest: string) => ({ uri: `file:///${manifest}` }),
} as const;

const KNOWN = {
  archival: { archived: false, disabled: false, at: null },
  deprecation: null,
  foundation: null,
};
const ARCHIVED = { ...KNOWN, archival: { archived: true, disabled: false, at: '2025-01-01T00:00:00.000Z' } };

const packagesIn = (nodes: readonly TreeNode[]) =>
  nodes.flatMap(({ label, children = [] }) => children.map((one) => `${label}: ${one.label}`)).sort();
const all = (nodes: readonly TreeNode[]): readonly TreeNode[] => nodes.flatMap((one) => [one, ...all(one.children ?? [])]);

describe('rows of dependencies', () => {
  test('a package once, with every manifest below; a transitive one says what brings it in', () => {
    const { nodes, packages } = dependencyTree(
      [
        line('b/package.json', 'deep', KNOWN, { direct: false, way: ['top', 'middle'] }),
        line('a/package.json', 'top', KNOWN),
        line('b/package.json', 'top', KNOWN),
      ],
      options,
    );
    const [group] = nodes;
    expect(packages).toBe(2);
    expect(group?.description).toBe('2 · 1 transitive');
    expect(group?.children?.map(({ label, children = [] }) => [label, children.map((one) => one.label)])).toEqual([
      ['deep', ['b/package.json']],
      ['top', ['a/package.json', 'b/package.json']],
    ]);
    expect(group?.children?.[0]?.description).toContain('comes in by top › middle');
  });

  test('what asks for it itself stands before what only brings it in, whatever was read first', () => {
    const { nodes } = dependencyTree(
      [line('z/package.json', 'both', KNOWN, { direct: false, way: ['other'] }), line('y/package.json', 'both', KNOWN)],
      options,
    );
    const [row] = nodes[0]?.children ?? [];
    expect(row?.location?.uri).toBe('file:///y/package.json');
    expect(row?.children?.map(({ label }) => label)).toEqual(['y/package.json', 'z/package.json']);
    expect(nodes[0]?.description).toBe('1');
  });

  test('warnings are counted once, however many manifests have them, and open their group', () => {
    const lines = [
      line('a/package.json', 'gone', ARCHIVED),
      line('b/package.json', 'gone', ARCHIVED),
      line('a/package.json', 'kept', KNOWN),
    ];
    const { nodes, warnings, message } = dependencyTree(lines, options);
    expect(warnings).toBe(1);
    expect(message).toBe('1 warning: 2 packages in 2 manifests, as of 2026-01-10');
    expect(nodes.map(({ label, isOpen }) => [label, isOpen])).toEqual([
      ['Ended by its owners', true],
      ['Not enough known', false],
    ]);
    expect(nodes[0]?.children?.[0]).toMatchObject({ icon: 'warning', tone: 'warning' });
  });

  test('cards are for what is asked for and what was found, and no more than the server can make at once', () => {
    const many = Array.from({ length: 450 }, (_, at) => line('a/package.json', `p${String(at)}`, KNOWN));
    const brought = [
      line('a/package.json', 'gone', ARCHIVED, { direct: false, way: ['p0'] }),
      line('a/package.json', 'kept', KNOWN, { direct: false, way: ['p0'] }),
    ];
    const rows = dependencyTree([...many, ...brought], options).nodes.flatMap(({ children = [] }) => children);
    const carded = rows.filter(({ tooltip }) => tooltip !== undefined).map(({ label }) => label);
    expect(carded).toHaveLength(400);
    expect(carded).toContain('gone');
    expect(carded).not.toContain('kept');
  });

  test('an address is shown nowhere: it may hold credentials', () => {
    const purl = purlOf('github', 'example-org/it');
    const dependency = dependencyOn('it', {
      requirement: 'git+https://user:secret@github.com/example-org/it.git',
      target: { kind: 'forge', purl, repository: { kind: 'repository', host: 'github.com', owner: 'example-org', name: 'it' } },
    });
    const given = line('a/package.json', 'it', KNOWN);
    const { nodes } = dependencyTree(
      [{ ...given, assessment: { ...given.assessment, dependency, version: undefined } }],
      options,
    );
    expect(all(nodes).map(({ label }) => label)).toContain('it');
    expect(JSON.stringify(nodes)).not.toContain('secret');
  });
});

describe('a row that is cut', () => {
  const told = {
    ...KNOWN,
    'repository-identity': { createdAt: '2019-01-01T00:00:00.000Z', forkOf: null, olderThanAYear: true },
    'own-word': null,
    activity: year([95, 5]),
  };
  const rowIn = (groupedBy: 'standing' | 'net', facts: Readonly<Record<string, unknown>> = told) =>
    dependencyTree([line('a/package.json', 'alone', facts)], { ...options, groupedBy }).nodes[0]?.children?.[0]?.description;

  test('begins with what differs between the rows of its group, not with what the heading says', () => {
    expect(rowIn('standing')).toMatch(/^5 % remains · 1\.0\.0.* · one-maintainer$/);
    expect(rowIn('net')).toMatch(/^one-maintainer · 1\.0\.0/);
  });

  test('another finding still comes first', () => {
    expect(rowIn('standing', { ...told, 'version-deprecated': 'use y' })).toMatch(/^deprecated, 5 % remains · /);
  });
});

describe('laws', () => {
  const facts = fc.constantFrom<Readonly<Record<string, unknown>>>(
    {},
    KNOWN,
    ARCHIVED,
    { 'can-publish': 3 },
    { ...KNOWN, 'can-publish': 1 },
  );
  const given = fc
    .uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), facts), { selector: ([name]) => name, minLength: 1 })
    .chain((packages) =>
      fc.array(
        fc
          .tuple(fc.constantFrom(...packages), fc.constantFrom('m', 'n'), fc.boolean())
          .map(([[name, known], manifest, direct]) => line(manifest, name, known, { direct })),
        { minLength: 1, maxLength: 8 },
      ),
    );

  test('in either grouping every package is there once, in a group of its own order; ids are the row’s own', () => {
    fc.assert(
      fc.property(given, fc.constantFrom('standing' as const, 'net' as const), (lines, groupedBy) => {
        const { nodes } = dependencyTree(lines, { ...options, groupedBy });
        const names = packagesIn(nodes).map((text) => text.replace(/.*: /, ''));
        expect([...names].sort()).toEqual([...new Set(lines.map(({ assessment }) => assessment.dependency.name))].sort());
        const ids = all(nodes).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 40 },
    );
  });

  test('the order of lines decides neither groups nor counts', () => {
    fc.assert(
      fc.property(given, fc.constantFrom('standing' as const, 'net' as const), (lines, groupedBy) => {
        const [one, other] = [lines, lines.toReversed()].map((some) => dependencyTree(some, { ...options, groupedBy }));
        expect(packagesIn(other?.nodes ?? [])).toEqual(packagesIn(one?.nodes ?? []));
        expect(other?.message).toBe(one?.message);
        expect(other?.nodes.map(({ label, description }) => [label, description])).toEqual(
          one?.nodes.map(({ label, description }) => [label, description]),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('only findings: what is left was there before, and has some', () => {
    fc.assert(
      fc.property(given, (lines) => {
        const [every, some] = [dependencyTree(lines, options), dependencyTree(lines, { ...options, onlyFindings: true })];
        expect(new Set(packagesIn(every.nodes))).toEqual(new Set([...packagesIn(every.nodes), ...packagesIn(some.nodes)]));
        expect(some.message).toBe(every.message);
        for (const row of some.nodes.flatMap(({ children = [] }) => children)) expect(row.icon).not.toBe('package');
      }),
      { numRuns: 40 },
    );
  });
});

describe('what would catch it', () => {
  const known = <T>(value: T): Fact<T> => ({
    state: 'known',
    value,
    from: { source: 'x', url: 'https://example.org/', fetchedAt: now },
  });
  const unknown = <T>(why: Missing = 'offline'): Fact<T> => ({ state: 'unknown', why });
  const net = (parts: Partial<SafetyNet>): SafetyNet => ({
    foundation: unknown(),
    publishers: unknown(),
    mergers: unknown(),
    documents: unknown(),
    employers: unknown(),
    money: unknown(),
    ...parts,
  });
  const governance = (more: object) =>
    known({ foundation: 'F', relation: 'hosts', stage: null, ended: null, ...more }) as unknown as SafetyNet['foundation'];

  test.each([
    ['unknown', net({})],
    ['none', net({ foundation: known(null) })],
    ['none', net({ foundation: known(null), publishers: known(1), mergers: known(1) })],
    ['several', net({ publishers: known(2) })],
    ['several', net({ foundation: known(null), mergers: known(2), publishers: known(1) })],
    ['unknown', net({ publishers: known(1), mergers: known(0) })],
    ['hosts', net({ foundation: governance({}) })],
    ['fiscal', net({ foundation: governance({ relation: 'fiscal' }), publishers: known(5) })],
    ['left', net({ foundation: governance({ ended: 'left' }), publishers: known(5) })],
  ] as const)('%s', (group, given) => {
    expect(netGroupOf(given)).toBe(group);
  });
});
