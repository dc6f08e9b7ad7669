import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { statusActions, statusLines } from '../../../client/src/messages.ts';
import { statusRows } from '../../../client/src/statusRows.ts';

const told = (line: string) =>
  statusRows(line).flatMap(({ label, detail }) => (detail === undefined ? [label] : [label, detail]));

test('why and what helps stand below each other', () => {
  expect(statusRows(statusLines.unknown(4, 'needs credentials', 'give the registry’s credentials in .npmrc'))).toEqual([
    { label: '4 facts not known: needs credentials.', detail: 'What helps: give the registry’s credentials in .npmrc.' },
  ]);
  expect(statusRows('No findings.')).toEqual([{ label: 'No findings.' }]);
});

test('what does not fit goes on in the next row', () => {
  const helps = 'switch the service on in mainstay.services; under mainstay.privacy: strict registries alone are asked';
  expect(told(statusLines.unknown(9, 'switched off', helps))).toHaveLength(3);
});

test('no word is lost, and no line is too long to be seen, whatever is told', () => {
  const words = fc.array(fc.stringMatching(/^[a-z.:;]{1,20}$/), { minLength: 1, maxLength: 60 }).map((all) => all.join(' '));
  fc.assert(
    fc.property(words, (line) => {
      expect(told(line).join(' ')).toBe(line);
      for (const one of told(line)) expect(one.length).toBeLessThanOrEqual(78);
    }),
  );
});

test('what the list offers is called as its command is', () => {
  const { contributes } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
    readonly contributes: { readonly commands: readonly { readonly command: string; readonly title: string }[] };
  };
  const titleOf = (id: string) => contributes.commands.find(({ command }) => command === id)?.title;
  const named = (label: string) => label.replace(/^\$\([a-z-]+\) /, '');
  expect(named(statusActions.refresh)).toBe(titleOf('mainstay.refresh'));
  expect(named(statusActions.signIn)).toBe(titleOf('mainstay.signIn'));
  expect(named(statusActions.ledger)).toBe(titleOf('mainstay.showPrivacyLedger'));
  expect(named(statusActions.output)).toBe(titleOf('mainstay.showOutput'));
  expect(named(statusActions.diagnostics)).toBe(titleOf('mainstay.copyDiagnostics'));
});
