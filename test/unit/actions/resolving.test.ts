import { ResponseError, type CodeAction, type TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, test } from 'vitest';
import { createDiffPairs } from '../../../server/src/lsp/diffPairs.ts';
import { openManifests } from '../../../server/src/lsp/openManifests.ts';
import { resolveReplacing } from '../../../server/src/lsp/replacing.ts';
import { entryKey } from '../../../server/src/lsp/typing.ts';
import { noSurroundings } from '../../../server/src/manifests.ts';
import type { Missing } from '../../../server/src/model/fact.ts';
import type { Dependency } from '../../../server/src/model/manifest.ts';

/** What the registry is supposed to say of the other package. */
interface Told {
  readonly version?: string;
  readonly why?: Missing;
  readonly deprecated?: string;
  readonly goMod?: string;
  /** Runs while the registry is asked. */
  meanwhile?(change: (text: string) => void): void;
}

/** Resolves the action that makes the first dependency of a text ask for another package; its new text, or why not. */
async function resolved(file: string, text: string, to: string, told: Told, strict = false): Promise<string> {
  const manifests = openManifests(
    () => Promise.resolve({ surroundings: noSurroundings, base: undefined, problems: [] }),
    () => [],
    createDiffPairs(),
  );
  const uri = `untitled:${file}`;
  const manifest = manifests.open(uri, 'text', 1, text) ?? expect.fail('no manifest');
  const [first] = manifest.manifest().dependencies;
  const asked: Dependency[] = [];
  const session = {
    newest(line: Dependency) {
      asked.push(line);
      told.meanwhile?.((now) => manifests.change(uri, 2, [{ text: now }]));
      const from = { source: 'supposed', url: 'https://example.org', fetchedAt: '2026-01-01T00:00:00.000Z' };
      const { version, why = 'not-found', deprecated } = told;
      return Promise.resolve({
        latest:
          version === undefined ? { state: 'unknown' as const, why } : { state: 'known' as const, value: { version }, from },
        deprecated,
      });
    },
    goMod: () => Promise.resolve(told.goMod),
  };
  const action: CodeAction = {
    title: 'Replace',
    data: { replacing: { uri, entry: first ? entryKey(first) : '', to, strict } },
  };
  const answer = await resolveReplacing(
    { client: { versionsEdits: true }, manifests, sessions: { of: () => Promise.resolve({ session }) } },
    action,
  );
  expect(asked.map(({ name }) => name)).toEqual(asked.length === 0 ? [] : [to]);
  if (answer instanceof ResponseError) return answer.message;
  const [change] = answer.edit?.documentChanges ?? [];
  if (change === undefined || !('edits' in change)) return expect.fail('no edit');
  expect(change.textDocument).toEqual({ uri, version: manifest.document().version }); // an older one is refused by the client
  const edits = change.edits as TextEdit[];
  return TextDocument.applyEdits(TextDocument.create(uri, 'text', 0, manifest.document().getText()), edits);
}

const NPM = '{ "dependencies": { "old": "^1.0.0" } }';
const GO = 'module example.org/self\n\nrequire github.com/example/old v1.0.0\n';
const npm = (told: Told) => resolved('package.json', NPM, '@example/new', told);
const go = (told: Told, strict = false) => resolved('go.mod', GO, 'github.com/example-org/new', told, strict);

describe('a chosen package', () => {
  test('is put in at the newest version that its registry offers', async () => {
    expect(await npm({ version: '3.4.5' })).toBe('{ "dependencies": { "@example/new": "^3.4.5" } }');
    expect(await go({ version: 'v3.4.5' })).toContain('require github.com/example-org/new v3.4.5\n');
  });

  test('is put in where the line is by then', async () => {
    const below = '{\n\n  "dependencies": { "old": "^1.0.0" } }';
    expect(await npm({ version: '3.4.5', meanwhile: (change) => change(below) })).toBe(
      '{\n\n  "dependencies": { "@example/new": "^3.4.5" } }',
    );
  });

  test.each<[string, Told, RegExp]>([
    ['that nobody could be reached about', { why: 'offline' }, /^@example\/new was not put in: could not be reached$/],
    ['of a private name', { why: 'private' }, /private name, not asked/],
    ['that is deprecated too', { version: '3.4.5', deprecated: '' }, /its newest release is deprecated too/],
    ['whose version is none', { version: '^1 || "' }, /its newest version cannot be read/],
    ['for a line that changed', { version: '3.4.5', meanwhile: (change) => change('{}') }, /the line changed/],
  ])('%s is not put in, and the answer says why', async (_, told, why) => expect(await npm(told)).toMatch(why));

  test('of Go is not put in where its go.mod names another path', async () => {
    const goMod = 'module github.com/example/old\n';
    expect(await go({ version: 'v3.4.5', goMod })).toMatch(/was not put in: its go\.mod says github\.com\/example\/old$/);
  });

  test('that only follows from a repository’s new name is not put in unless its go.mod says so', async () => {
    expect(await go({ version: 'v3.4.5' }, true)).toMatch(/its go\.mod cannot be read$/);
    expect(await go({ version: 'v3.4.5', goMod: 'module github.com/example-org/new\n' }, true)).toContain(
      'example-org/new v3.4.5',
    );
  });
});

test('an action that carries nothing of ours is handed back as it came', async () => {
  const parts = {
    client: { versionsEdits: true },
    manifests: { get: () => undefined },
    sessions: { of: () => expect.fail('nobody is asked') },
  };
  const action: CodeAction = { title: 'x', data: { other: 1 } };
  expect(await resolveReplacing(parts, action)).toBe(action);
});
