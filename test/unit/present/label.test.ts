import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inlayLabel, MAX_LABEL } from '../../../server/src/present/inlayLabel.ts';
import { anyFacts } from '../assess/supposed.ts';
import { allUnknown, governance, healthy, NOW, onePersonsYear, restingYear, sampledYear, supposedCase } from './cards.ts';

const label = (facts: Readonly<Record<string, unknown>>, mode: 'notable' | 'all' = 'all', added = false) =>
  inlayLabel(supposedCase(facts), { now: NOW, mode, added });
const old = { stable: [{ version: '1.2.3', at: '2023-01-01T00:00:00.000Z' }], total: 1 };
const lostProvenance = {
  'attestation-runs': [
    { value: true, from: '1.0.0', to: '1.2.2', releases: 3 },
    { value: false, from: '1.2.3', to: '1.2.3', releases: 1 },
  ],
  'release-lines': [{ line: '1', newest: '1.2.3', at: '2026-01-01' }],
};
const changedLicence = {
  latest: { version: '1.2.3', at: '2023-01-01' },
  'licence-runs': [
    { value: 'LGPL-3.0-only', from: '1.0.0', to: '1.2.2', releases: 3 },
    { value: 'MIT', from: '1.2.3', to: '1.2.3', releases: 1, since: '2026-01-01' },
  ],
};
const renamed = {
  fullName: 'example-org/new',
  renamed: true,
  forkOf: null,
  mirror: false,
  createdAt: null,
  olderThanAYear: null,
};
const named = (foundation: string, more: object = {}) => ({ foundation: { ...governance, foundation, ...more } });

describe('the label at the end of a line', () => {
  test.each([
    [{ ...named('CNCF'), releases: old }, 'CNCF graduated · released 3 y ago'],
    [{ ...healthy, ...named('CNCF'), deprecation: 'use y', 'version-deprecated': null }, 'deprecated · CNCF graduated'],
    [named('CNCF', { stage: 'archived', ended: 'archived' }), 'CNCF archived'],
    [
      named('CNCF', { via: 'organisation', stage: null, project: 'Kubernetes', parentStage: 'graduated' }),
      'in Kubernetes (CNCF graduated)',
    ],
    [named('A Foundation With A Rather Long Name', { stage: 'long-term-working-group' }), 'A Foundation With A Rather Long Name'],
    [{ foundation: null, releases: old }, 'released 3 y ago'],
    [{ ...named('CNCF'), releases: old, activity: { ...sampledYear, sampled: false } }, 'CNCF graduated · 22 active'],
    [{ ...named('CNCF'), activity: sampledYear }, 'CNCF graduated · 22+ active'],
    [{ foundation: null, releases: old, activity: { ...onePersonsYear, active: 1 } }, 'released 3 y ago · 1 active'],
    [{ activity: { ...restingYear, active: 0 } }, '6 commits in a year'],
    [{ releases: old, activity: { ...restingYear, active: 0, commits: 0 } }, 'released 3 y ago · no commits in a year'],
    [{ releases: old, activity: { ...sampledYear, active: 0 } }, 'released 3 y ago'],
    [{ releases: old, activity: { ...sampledYear, active: 1, readSince: '2026-01-01T00:00:00.000Z' } }, 'released 3 y ago'],
    [{ archival: { archived: true, disabled: false, at: null }, releases: old }, 'archived · released 3 y ago'],
    [{ archival: { archived: false, disabled: true, at: null }, releases: old }, 'switched off · released 3 y ago'],
    [{ 'version-retracted': '', releases: old }, 'unpublished · released 3 y ago'],
    [{ ...lostProvenance, releases: old }, 'provenance lost · released 3 y ago'],
    [{ ...changedLicence, releases: old }, 'licence changed · released 3 y ago'],
    [{ 'repository-identity': renamed, releases: old }, 'repository moved · released 3 y ago'],
    [{ foundation: null }, undefined],
    [allUnknown('offline'), undefined],
  ])('%#: %s', (facts, expected) => expect(label(facts)).toBe(expected));

  test.each([
    ['handover', 'new lead'],
    ['absent-maintainers', 'few of those listed seen'],
    ['release-drought', 'work waits for a release'],
    ['single-vendor', 'one employer'],
    ['overloaded', 'much is open'],
  ])('the word of %s comes before all else', (rule, word) => {
    const found = { rule, severity: 'hint', message: '', evidence: [] } as const;
    const assessment = { ...supposedCase({ releases: old }), findings: [found] };
    expect(inlayLabel(assessment, { now: NOW, mode: 'notable', added: false })).toBe(`${word} · released 3 y ago`);
  });

  test('a day is that of the version it stands with: where the newest is another one, it is named', () => {
    const at = '2025-12-16T00:00:00.000Z';
    const other = { releases: old, latest: { version: '2.3.0', at } };
    expect(label({ ...other, 'version-retracted': '' })).toBe('unpublished · newest 2.3.0, 25 days ago');
    const ended = {
      ...supposedCase(other),
      findings: [{ rule: 'line-ended', severity: 'hint', message: '', evidence: [] } as const],
    };
    expect(inlayLabel(ended, { now: NOW, mode: 'notable', added: false })).toBe('old major, ended');
    expect(label({ latest: { version: '2.3.0', at: null } })).toBe('newest 2.3.0');
    expect(label({ latest: { version: '1.2.3', at } })).toBe('released 25 days ago');
    const long = { version: '2.3.0-a-prerelease-with-a-rather-long-name', at };
    expect(label({ latest: long, 'version-retracted': '' })).toBe('unpublished');
    expect(label({ 'forge-releases': { newest: { tag: 'v9', at }, total: 1, releasers: 1 } })).toBe('last release 25 days ago');
  });

  test('notable: added lines and lines with a finding only', () => {
    expect(label({ ...healthy }, 'notable')).toBeUndefined();
    expect(label({ ...healthy }, 'notable', true)).toBe('Example Foundation graduated');
    expect(label({ 'version-deprecated': 'gone' }, 'notable')).toBe('deprecated');
  });

  test('is short, on one line and never speaks of what is not known, whatever the facts', () => {
    fc.assert(
      fc.property(anyFacts, fc.boolean(), fc.constantFrom('notable' as const, 'all' as const), (facts, added, mode) => {
        const words = label(facts, mode, added);
        if (words === undefined) return;
        expect(words.length).toBeLessThanOrEqual(MAX_LABEL);
        expect(words).not.toMatch(/unknown|no foundation|none|undefined|[\p{Cc}\p{Cf}]/iu);
      }),
    );
  });
});
