import { expect, test } from 'vitest';
import { gomod } from '../../../server/src/ecosystems/gomod.ts';
import { npm } from '../../../server/src/ecosystems/npm.ts';
import { standingOf } from '../../../server/src/measures/standing/standing.ts';
import type { Fact, FactKey, FactView } from '../../../server/src/model/fact.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';
import { defaultThresholds } from '../../../server/src/model/thresholds.ts';
import { licenceChange } from '../../../server/src/rules/licenceChange.ts';
import { historyFile } from '../../upstream/world/historyFile.ts';
import { recordedModules } from '../../upstream/world/recorded.ts';

/** Facts by id; what is not given nobody serves. */
function viewOf(facts: Readonly<Record<string, unknown>>): FactView {
  return {
    get<T>({ id }: FactKey<T>): Fact<T> {
      const value = facts[id];
      if (value === undefined) return { state: 'unknown', why: 'not-served' };
      return {
        state: 'known',
        value: value as T,
        from: { source: 'recorded', url: 'https://example.org', fetchedAt: '2026-01-01' },
      };
    },
  };
}

/** The changes of a recorded licence file up to a moment, newest first; `names` are the words of a text that the record has no SPDX name for. */
function fileOf(name: string, now: string, names: readonly string[] = []) {
  const history = historyFile(`${name.replace('/', '__')}.txt`).licences.map(({ day, spdx }) => ({
    at: new Date(day * 86_400_000).toISOString(),
    licences: spdx === undefined ? names : spdx === null ? [] : [spdx],
  }));
  const past = history.filter(({ at }) => at <= now).reverse();
  return { 'licence-file-names': past, 'licence-file-changes': past.map(({ at }) => at) };
}

function judged(dependency: Dependency | undefined, facts: Readonly<Record<string, unknown>>, now: string, version?: string) {
  if (dependency === undefined) throw new Error('no dependency');
  const view = viewOf(facts);
  const standing = standingOf(view, { purl: null, version, now, thresholds: defaultThresholds });
  return licenceChange.judge(view, { now, dependency, version, thresholds: defaultThresholds, standing });
}

/** Terraform as of a day: the versions, licences and licence file that were recorded, nothing else. */
function terraform(now: string, version: string) {
  const path = 'github.com/hashicorp/terraform';
  const versions = recordedModules(now).find((one) => one.path === path)?.versions ?? [];
  const newest = versions.findLast((one) => !one.version.includes('-'));
  const licence = versions.find((one) => one.version === version)?.licences?.join(' AND ');
  const facts = {
    ...fileOf('hashicorp/terraform', now),
    ...(newest === undefined ? {} : { latest: { version: newest.version, at: newest.at } }),
    ...(licence === undefined ? {} : { 'version-licence': licence }),
  };
  const [dependency] = gomod.parse(`module example.org/app\n\nrequire ${path} ${version}\n`).dependencies;
  return judged(dependency, facts, now, version);
}

test('terraform, five days after its licence file changed and before any release: to the day', () => {
  expect(terraform('2023-08-15T00:00:00.000Z', 'v1.5.5')).toMatchObject({
    outcome: 'fires',
    because:
      'Licence file changed 2023-08-10: MPL-2.0 → BUSL-1.1, not released yet. Version v1.5.5 is under MPL-2.0. Not OSI-approved: BUSL-1.1.',
    louder: true,
    subject: 'BUSL-1.1',
  });
});

test('terraform as of 2023-09-01: a release came since, from a branch of which no licence is recorded, and nobody claims one', () => {
  expect(terraform('2023-09-01T00:00:00.000Z', 'v1.5.5')).toMatchObject({
    outcome: 'fires',
    because:
      'Licence file changed 2023-08-10: MPL-2.0 → BUSL-1.1. Version v1.5.5 is under MPL-2.0; of v1.5.6, the newest, it is not known. Not OSI-approved: BUSL-1.1.',
  });
});

test('terraform the day before, and a version under the new licence: nothing', () => {
  expect(terraform('2023-08-09T12:00:00.000Z', 'v1.5.5').outcome).not.toBe('fires');
  expect(terraform('2026-08-01T00:00:00.000Z', 'v1.6.0').outcome).not.toBe('fires');
});

/** Redis as of a day, required as a git dependency on the tag 7.2.4. */
function redis(now: string) {
  const [dependency] = npm.parse('{ "dependencies": { "redis": "github:redis/redis#7.2.4" } }').dependencies;
  const tag = historyFile('redis__redis.txt').tags.find(({ name }) => name === '7.2.4');
  const facts = {
    // The words of the text; the compiled record has a question mark there, since SPDX has no one name for it.
    ...fileOf('redis/redis', now, ['RSALv2', 'SSPL-1.0']),
    'version-licence': 'BSD-3-Clause',
    latest: { version: '7.2.4', at: new Date(tag?.at ?? NaN).toISOString() },
  };
  return judged(dependency, facts, now);
}

test('redis as of 2024-04-01, as a git dependency: to the day; two weeks before nothing', () => {
  expect(redis('2024-04-01T00:00:00.000Z')).toMatchObject({
    outcome: 'fires',
    because:
      'Licence file changed 2024-03-20: BSD-3-Clause → RSALv2, SSPL-1.0, not released yet. The version required is under BSD-3-Clause. Not OSI-approved: RSALv2, SSPL-1.0.',
    louder: true,
  });
  expect(redis('2024-03-18T00:00:00.000Z').outcome).not.toBe('fires');
});
