import { expect, test } from 'vitest';
import { ecosystemsAccounts } from '../../../server/src/sources/ecosystemsAccounts.ts';
import { ask, go, npm, told } from './asking.ts';

const entry = (name: string, more: object) => ({
  purl: `pkg:npm/${name}`,
  registry: { default: true },
  last_synced_at: '2026-11-10T08:00:00.000Z',
  ...more,
});

test('accounts are told in lower case and each once, as of the day they were looked at; what is not told whole is not told', async () => {
  const { seen, sent } = await ask(
    ecosystemsAccounts,
    ['left', 'none', 'odd', 'undated', 'absent'].map((name) => npm(name)),
    () => [
      entry('left', { maintainers: [{ uuid: 'Ada', login: 'Ada' }, { uuid: 'ada' }, { login: 'ben' }] }),
      entry('none', { maintainers: [] }),
      entry('odd', { maintainers: [{ login: 'ada' }, 17] }),
      entry('undated', { maintainers: [{ login: 'ada' }], last_synced_at: null }),
    ],
  );
  expect(told(seen)).toEqual([
    'left publish-accounts = ["ada","ben"] (2026-11-10)',
    'none publish-accounts ? not-served',
    'odd publish-accounts ? not-served',
    'undated publish-accounts ? undated',
    'absent ? not-found',
  ]);
  expect(sent).toHaveLength(1);
});

test('nobody is asked about Go modules, about what is known, and about what is not there', () => {
  const view = (facts: Readonly<Record<string, string>>) => ({
    get: ({ id }: { readonly id: string }) =>
      (id in facts && facts[id] === 'known'
        ? { state: 'known', value: ['ada'], from: { source: 'npm-registry', url: '', fetchedAt: '' } }
        : { state: 'unknown', why: facts[id] ?? 'pending' }) as never,
  });
  expect(ecosystemsAccounts.covers(npm('left'), view({}))).toBe(true);
  expect(ecosystemsAccounts.covers(npm('left'), view({ 'publish-accounts': 'known' }))).toBe(false);
  expect(ecosystemsAccounts.covers(npm('left'), view({ 'can-publish': 'not-found' }))).toBe(false);
  expect(ecosystemsAccounts.covers(go('example.org/mod'), view({}))).toBe(false);
});
