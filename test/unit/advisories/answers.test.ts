import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advisories } from '../../../server/src/facts/packageSecurity.ts';
import { githubAdvisories } from '../../../server/src/sources/githubAdvisories.ts';
import { readAdvisories } from '../../../server/src/sources/githubAdvisories/answer.ts';
import { asked, scripted, valueOf } from '../github/asking.ts';
import { npm, row } from './asking.ts';

const read = (nodes: unknown, totalCount: unknown = Array.isArray(nodes) ? nodes.length : 0) =>
  readAdvisories({ totalCount, nodes }, 'left');

describe('an answer', () => {
  test('ranges of one advisory come together; an advisory withdrawn is none', () => {
    const told = read([
      row('left', { vulnerableVersionRange: '>= 2.0.0, < 2.3.0', firstPatchedVersion: { identifier: '2.3.0' } }),
      row('left'),
      row('left', {
        firstPatchedVersion: null,
        advisory: { ghsaId: 'GHSA-0000-0000-0101', publishedAt: '2026-09-02T00:00:00Z' },
      }),
      row('left', { advisory: { ghsaId: 'GHSA-0000-0000-0102', withdrawnAt: '2026-09-03T00:00:00Z' } }),
    ]);
    expect(told?.all).toEqual([
      {
        id: 'GHSA-0000-0000-0101',
        publishedAt: '2026-09-02T00:00:00.000Z',
        malware: false,
        affected: [{ range: '< 1.1.0', fixedIn: null }],
      },
      {
        id: 'GHSA-0000-0000-0100',
        publishedAt: '2026-09-01T10:00:00.000Z',
        malware: false,
        affected: [
          { range: '>= 2.0.0, < 2.3.0', fixedIn: '2.3.0' },
          { range: '< 1.1.0', fixedIn: '1.1.0' },
        ],
      },
    ]);
  });

  test('with more behind it is whole for what was published after the oldest change read only', () => {
    const nodes = [row('left', { updatedAt: '2026-10-05T00:00:00Z' }), row('left', { updatedAt: '2026-10-02T00:00:00+02:00' })];
    expect(read(nodes, 2)?.wholeSince).toBeNull();
    expect(read(nodes, 3)?.wholeSince).toBe('2026-10-01T22:00:00.000Z');
    // of none that was read nothing is known to be whole, of no day
    expect(read([], 7)).toEqual({ all: [], wholeSince: '9999-12-31T23:59:59.999Z' });
  });

  test('the case of letters in a name does not matter', () => expect(read([row('Left')])?.all).toHaveLength(1));

  test.each<[string, unknown]>([
    ['about another package', [row('left'), row('right')]],
    ['an entry that is null', [row('left'), null]],
    ['without a date', [row('left', { advisory: { publishedAt: null } })]],
    ['a date that is none', [row('left', { advisory: { publishedAt: 'yesterday' } })]],
    ['a day that is none', [row('left', { updatedAt: '2026-02-30T00:00:00Z' })]],
    ['no word on whether it is withdrawn', [row('left', { advisory: { withdrawnAt: undefined } })]],
    ['no word on a fix', [row('left', { firstPatchedVersion: undefined })]],
    ['a fix without a version', [row('left', { firstPatchedVersion: { identifier: '' } })]],
    ['a range without end', [row('left', { vulnerableVersionRange: '<'.repeat(501) })]],
    ['an id that is no text', [row('left', { advisory: { ghsaId: 7 } })]],
    ['no list', 'none'],
    ['more than was asked for', Array.from({ length: 101 }, () => row('left'))],
  ])('%s is not read at all: what cannot be read may be what counts', (_, nodes) => expect(read(nodes)).toBeUndefined());

  test.each([null, 7, 'x', [], {}, { nodes: [] }, { totalCount: '0', nodes: [] }])('%j is no answer', (value) =>
    expect(readAdvisories(value, 'left')).toBeUndefined(),
  );

  test('said to be malformed, and only of that package', async () => {
    const http = scripted(() => ({
      data: { r0: { totalCount: 1, nodes: [row('right')] }, r1: { totalCount: 1, nodes: [row('right')] } },
    }));
    const { seen } = await asked(githubAdvisories, [npm('left'), npm('right')], { http });
    expect(valueOf(seen, npm('left'), advisories)).toEqual({ why: 'malformed' });
    expect(valueOf(seen, npm('right'), advisories)).toMatchObject({ all: [{ id: 'GHSA-0000-0000-0100' }] });
  });

  test('whatever JSON it is: advisories with dates and ranges, or a reason', async () => {
    const json = fc.jsonValue();
    const nodes = fc.array(
      fc
        .record({ a: fc.constantFrom('updatedAt', 'package', 'advisory', 'firstPatchedVersion'), b: json })
        .map(({ a, b }) => row('left', { [a]: b })),
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(json, fc.record({ totalCount: fc.oneof(fc.nat(), json), nodes })), async (answer) => {
        const { seen } = await asked(githubAdvisories, [npm('left')], { http: scripted(() => ({ data: { r0: answer } })) });
        expect(seen).toHaveLength(1);
        const told = valueOf(seen, npm('left'), advisories);
        if ('why' in told) return;
        for (const { publishedAt, affected } of told.all) {
          expect(new Date(publishedAt).toISOString()).toBe(publishedAt);
          expect(affected.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 100 },
    );
  });
});
