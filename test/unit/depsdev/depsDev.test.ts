import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { repository } from '../../../server/src/facts/package.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { nameOf, purlOf } from '../../../server/src/model/purl.ts';
import { depsDev } from '../../../server/src/sources/depsDev.ts';
import { ask, echo, go, nothing, npm, told } from './upstream.ts';

describe('versions in one batch', () => {
  test('an npm version, told whole', async () => {
    const { sent, seen } = await ask(
      depsDev,
      [npm('@example/left', '1.2.0')],
      echo({
        publishedAt: '2024-03-01T10:00:00Z',
        isDeprecated: true,
        deprecatedReason: 'use right',
        licenses: ['MIT'],
        advisoryKeys: [{ id: 'GHSA-aaaa-bbbb-cccc' }],
        attestations: [{ type: 'https://slsa.dev/provenance/v1', verified: true }],
        relatedProjects: [
          {
            projectKey: { id: 'github.com/example/tracker' },
            relationType: 'ISSUE_TRACKER',
            relationProvenance: 'UNVERIFIED_METADATA',
          },
          {
            projectKey: { id: 'github.com/example/claimed' },
            relationType: 'SOURCE_REPO',
            relationProvenance: 'UNVERIFIED_METADATA',
          },
          { projectKey: { id: 'github.com/Example/Built' }, relationType: 'SOURCE_REPO', relationProvenance: 'SLSA_ATTESTATION' },
        ],
      }),
    );
    expect(told(seen)).toEqual([
      '@example/left@1.2.0 version-published = "2024-03-01T10:00:00.000Z"',
      '@example/left@1.2.0 version-deprecated = "use right"',
      '@example/left@1.2.0 version-licence = "MIT"',
      '@example/left@1.2.0 version-attested = true',
      '@example/left@1.2.0 version-advisories = ["GHSA-aaaa-bbbb-cccc"]',
      '@example/left@1.2.0 version-repository = {"address":"github.com/Example/Built","how":"attested"}',
      '@example/left repository = {"repository":{"kind":"repository","host":"github.com","owner":"Example","name":"Built"},"how":"attested"}',
    ]);
    expect(seen[0]).toMatchObject({ url: 'https://deps.dev/npm/%40example%2Fleft/1.2.0' });
    expect(sent).toHaveLength(1);
    expect(sent[0]?.request).toMatchObject({
      url: 'http://127.0.0.1:1/depsdev/v3alpha/versionbatch',
      method: 'POST',
      names: ['@example/left'],
    });
    expect(sent[0]?.body).toEqual({ requests: [{ versionKey: { system: 'NPM', name: '@example/left', version: '1.2.0' } }] });
  });

  test('a Go version: attestations are not its custom, its origin is', async () => {
    const { sent, seen } = await ask(
      depsDev,
      [go('example.org/mod/v2', 'v2.0.1')],
      echo({
        isDeprecated: false,
        licenses: ['Apache-2.0', 'BSD-3-Clause OR MIT'],
        advisoryKeys: [],
        attestations: [],
        relatedProjects: [
          { projectKey: { id: 'github.com/example/mod' }, relationType: 'SOURCE_REPO', relationProvenance: 'GO_ORIGIN' },
        ],
      }),
    );
    expect(told(seen)).toEqual([
      'example.org/mod/v2@v2.0.1 version-published ? not-served',
      'example.org/mod/v2@v2.0.1 version-deprecated = null',
      'example.org/mod/v2@v2.0.1 version-licence = "Apache-2.0 AND (BSD-3-Clause OR MIT)"',
      'example.org/mod/v2@v2.0.1 version-attested ? unsupported',
      'example.org/mod/v2@v2.0.1 version-advisories = []',
      'example.org/mod/v2@v2.0.1 version-repository = {"address":"github.com/example/mod","how":"origin"}',
      'example.org/mod/v2 repository = {"repository":{"kind":"repository","host":"github.com","owner":"example","name":"mod"},"how":"origin"}',
      'example.org/mod/v2 origin-repository = {"kind":"repository","host":"github.com","owner":"example","name":"mod"}',
    ]);
    expect(sent[0]?.body.requests).toEqual([{ versionKey: { system: 'GO', name: 'example.org/mod/v2', version: 'v2.0.1' } }]);
  });

  test('fields that are not served are unknown, never empty or fine', async () => {
    const { seen } = await ask(
      depsDev,
      [npm('left', '1.0.0')],
      echo({ versionKey: { system: 'NPM', name: 'left', version: '1.0.0' }, licenses: [] }),
    );
    expect(told(seen)).toEqual([
      'left@1.0.0 version-published ? not-served',
      'left@1.0.0 version-deprecated ? not-served',
      'left@1.0.0 version-licence ? not-served',
      'left@1.0.0 version-attested ? not-served',
      'left@1.0.0 version-advisories ? not-served',
      'left@1.0.0 version-repository ? not-served',
    ]);
  });

  test('what a change comes from rides along, asked once, and says nothing of its package', async () => {
    const old = { ...npm('left', '1.0.0'), earlier: true } as const;
    const relatedProjects = [{ projectKey: { id: 'github.com/example/left' }, relationType: 'SOURCE_REPO' }];
    const { sent, seen } = await ask(depsDev, [npm('left', '1.0.0'), old], echo({ relatedProjects }));
    expect(sent[0]?.body.requests).toHaveLength(1);
    const told = (subject: object) => seen.filter((one) => one.subject === subject).map((one) => 'key' in one && one.key.id);
    expect(told(old)).toContain('version-repository');
    expect(seen.filter((one) => one.subject.kind === 'package')).toHaveLength(1);
    expect((await ask(depsDev, [old], echo({ relatedProjects }))).seen.every((one) => one.subject.kind === 'version')).toBe(true);
  });

  test.each<[string, object, string]>([
    [
      'a licence SPDX has no name for: the publisher’s words',
      { licenses: ['non-standard'], licenseDetails: [{ license: 'SEE LICENSE IN X', spdx: 'non-standard' }] },
      '"SEE LICENSE IN X"',
    ],
    ['without them: as it is', { licenses: ['non-standard'] }, '"non-standard"'],
    ['npm’s old list offers a choice', { licenses: ['MIT', 'GPL-2.0'] }, '"MIT OR GPL-2.0"'],
    ['odd entries are left out', { licenses: ['MIT', 7, null, 'MIT'] }, '"MIT"'],
  ])('%s', async (_, version, expected) => {
    const { seen } = await ask(depsDev, [npm('left', '1.0.0')], echo(version));
    expect(told(seen)).toContain(`left@1.0.0 version-licence = ${expected}`);
  });

  test.each<[string, object, string]>([
    ['advisories that cannot be read are not none', { advisoryKeys: [{ name: 'x' }] }, 'version-advisories ? not-served'],
    ['a date of tomorrow is no date', { publishedAt: '2031-01-01T00:00:00Z' }, 'version-published ? not-served'],
    ['no attestation, said so', { attestations: [], slsaProvenances: [] }, 'version-attested = false'],
    ['the older field counts too', { slsaProvenances: [{ commit: 'abc' }] }, 'version-attested = true'],
    ['deprecated without a word', { isDeprecated: true }, 'version-deprecated = ""'],
  ])('%s', async (_, version, expected) => {
    const { seen } = await ask(depsDev, [npm('left', '1.0.0')], echo({ licenses: ['MIT'], ...version }));
    expect(told(seen)).toContain(`left@1.0.0 ${expected}`);
  });

  test('a repository nobody can read is none', async () => {
    const { seen } = await ask(
      depsDev,
      [npm('left', '1.0.0')],
      echo({ relatedProjects: [{ projectKey: { id: '' }, relationType: 'SOURCE_REPO' }] }),
    );
    expect(seen.filter((one) => one.kind === 'value' && one.key === repository)).toEqual([]);
  });

  test('unknown versions cost their own row only', async () => {
    const { seen } = await ask(
      depsDev,
      [npm('left', '1.0.0'), npm('left', '9.9.9'), npm('right', '1.0.0'), npm('odd', '1.0.0')],
      (body) => ({
        responses: body.requests.flatMap((request, nth): unknown[] =>
          nth === 0
            ? [{ request, version: { isDeprecated: false } }]
            : nth === 1
              ? [{ request, version: {} }]
              : nth === 2
                ? [{ request }]
                : [{ request, version: 7 }, 'odd'],
        ),
      }),
    );
    expect(told(seen)).toEqual(
      expect.arrayContaining([
        'left@1.0.0 version-deprecated = null',
        'left@9.9.9 ? not-found',
        'right@1.0.0 ? not-found',
        'odd@1.0.0 ? malformed',
      ]),
    );
  });

  test('pages are read to the end, and names are written down for each', async () => {
    const subjects = Array.from({ length: 5 }, (_, n) => npm(`p${n}`, '1.0.0'));
    const { sent, seen } = await ask(depsDev, subjects, (body) => {
      const at = Number(body.pageToken ?? 0);
      return {
        responses: body.requests.slice(at, at + 2).map((request) => ({ request, version: { isDeprecated: false } })),
        nextPageToken: at + 2 < 5 ? String(at + 2) : '',
      };
    });
    expect(sent.map(({ body }) => body.pageToken)).toEqual([undefined, '2', '4']);
    expect(sent.every(({ request }) => request.names.length === 5)).toBe(true);
    expect(told(seen).filter((line) => line.includes('version-deprecated = null'))).toHaveLength(5);
  });

  test('pages without end are given up, keeping what came', async () => {
    const { error, sent, seen } = await ask(depsDev, [npm('left', '1.0.0')], (body, nth) => ({
      ...echo({ isDeprecated: false })(body),
      nextPageToken: String(nth + 1),
    }));
    expect(error).toMatchObject({ why: 'too-large' });
    expect(sent).toHaveLength(50);
    expect(told(seen)).toContain('left@1.0.0 version-deprecated = null');
    const stuck = await ask(depsDev, [npm('left', '1.0.0')], () => ({ responses: [], nextPageToken: 'x' }));
    expect([stuck.error, stuck.sent.length]).toEqual([expect.objectContaining({ why: 'malformed' }), 2]);
  });

  test.each(['', 'null', '[]', '<html>', '{"responses":'])('%s is no answer', async (text) => {
    const { error } = await ask(depsDev, [npm('left', '1.0.0')], () => text);
    expect(error).toBeInstanceOf(UpstreamFailure);
    expect(error).toMatchObject({ why: 'malformed' });
  });

  test('answers to questions nobody asked are not believed', async () => {
    const { seen } = await ask(depsDev, [npm('left', '1.0.0')], () => ({
      responses: [
        { request: { versionKey: { system: 'NPM', name: 'other', version: '1.0.0' } }, version: { isDeprecated: true } },
      ],
    }));
    expect(told(seen)).toEqual(['left@1.0.0 ? malformed']);
  });

  test('whatever JSON it answers: a typed failure or typed observations about what was asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (version, page) => {
        for (const answer of [echo(version), () => page]) {
          const { error, seen } = await ask(depsDev, [npm('left', '1.0.0')], answer);
          expect(error === undefined || error instanceof UpstreamFailure).toBe(true);
          expect(seen.every(({ subject }) => 'purl' in subject && nameOf(subject.purl) === 'left')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('only npm and Go are covered', () => {
    expect(depsDev.covers(npm('left', '1.0.0'), nothing)).toBe(true);
    expect(depsDev.covers({ kind: 'version', purl: purlOf('github', 'example/left'), version: '1' }, nothing)).toBe(false);
  });
});
