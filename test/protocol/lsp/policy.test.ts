import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { ApplyWorkspaceEditParams, CodeAction, TextDocumentEdit, TextEdit } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../../upstream/server.ts';
import { folderWith } from '../runCli.ts';
import type { Document } from './document.ts';
import { ABLE, uriOf, type Editor } from './editor.ts';
import { startEditor, type EditorOptions } from './startEditor.ts';

let upstream: Upstream;
let editor: Editor;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());
afterEach(() => editor.close());

const MANIFEST = `{
  "dependencies": {
    "@example/deprecated": "^1.2.0",
    "@example/line-ended": "^1.1.1",
    "@example/steady": "^2.1.0"
  }
}
`;
const decision = {
  rule: 'deprecated',
  purl: 'pkg:npm/@example/deprecated',
  reason: 'replaced soon',
  owner: 'platform',
  until: '2099-05-31',
};
const policyOf = (...decisions: readonly object[]) => JSON.stringify({ decisions }, null, 2);

/** A repository with a manifest and perhaps a policy, open in an editor that makes edits as it is told. */
async function at(policy: string | undefined, options: Partial<EditorOptions> = {}) {
  const folder = folderWith({ 'package.json': MANIFEST, ...(policy === undefined ? {} : { '.mainstay.json': policy }) });
  execFileSync('git', ['init', '--quiet', folder]);
  const edits: ApplyWorkspaceEditParams[] = [];
  editor = await startEditor({
    upstreams: upstream.env,
    folders: [folder],
    capabilities: {
      ...ABLE,
      workspace: { ...ABLE.workspace, applyEdit: true, workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
    },
    ...options,
    prepare(connection) {
      connection.onRequest('workspace/applyEdit', (params: ApplyWorkspaceEditParams) => {
        edits.push(params);
        return { applied: true };
      });
    },
  });
  const manifest = editor.open(uriOf(join(folder, 'package.json')), MANIFEST);
  await editor.settled(3);
  return { folder, manifest, edits, file: join(folder, '.mainstay.json'), policyUri: uriOf(join(folder, '.mainstay.json')) };
}

const codes = async (document: Document) => (await document.diagnostics()).map(({ code }) => code);
const run = (command: string, argument: unknown) =>
  editor.connection.sendRequest('workspace/executeCommand', { command, arguments: [argument] });

/** Writes the last edit of the team's file to disk and tells of it, as an editor that saves does. */
async function save({ edits, file, policyUri }: Awaited<ReturnType<typeof at>>): Promise<string> {
  const { changes, documentChanges } = edits.at(-1)?.edit ?? {};
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const all: readonly TextEdit[] =
    changes?.[policyUri] ??
    (documentChanges?.find((one): one is TextDocumentEdit => 'edits' in one)?.edits as TextEdit[] | undefined) ??
    [];
  const after = TextDocument.applyEdits(TextDocument.create(policyUri, 'jsonc', 0, text), [...all]);
  writeFileSync(file, after);
  await editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: policyUri, type: 2 }] });
  return after;
}

describe('the team’s policy', () => {
  test('squiggle, accepted, gone, its day passes, back, renewed, gone', async () => {
    let now = '2099-01-10T09:00:00.000Z';
    const here = await at(undefined, { now: () => now });
    const { manifest } = here;
    expect(await codes(manifest)).toEqual(['deprecated']);

    const diagnostic = (await manifest.diagnostics()).find(({ code }) => code === 'deprecated');
    const [accept] = (await manifest.actions('"@example/deprecated"', { diagnostics: diagnostic ? [diagnostic] : [] })).filter(
      ({ command }) => command?.command === 'mainstay.accept',
    );
    expect(accept).toMatchObject({ title: 'Accept “deprecated” for this dependency (team, .mainstay.json)…', kind: 'quickfix' });
    await run('mainstay.accept', { ...(accept?.command?.arguments?.[0] as object), reason: 'replaced soon', owner: 'platform' });
    expect(here.edits.at(-1)?.edit.documentChanges?.[0]).toMatchObject({ kind: 'create', uri: here.policyUri });
    expect(JSON.parse(await save(here))).toEqual({
      decisions: [
        {
          rule: 'deprecated',
          purl: 'pkg:npm/%40example/deprecated',
          reason: 'replaced soon',
          owner: 'platform',
          until: '2099-07-10',
          accepted: '2099-01-10',
          standing: 'ended',
          severity: 'warning',
        },
      ],
    });
    await editor.status(({ accepted, findings }) => accepted === 1 && findings.warning === 0);
    expect(await codes(manifest)).toEqual([]);
    expect(await manifest.hover('"@example/deprecated"')).toContain('accepted until 2099-07-10: replaced soon (platform)');

    now = '2099-07-11T00:00:00.000Z';
    await editor.connection.sendRequest('mainstay/refresh');
    await editor.status(({ accepted, pending }) => accepted === 0 && pending === 0);
    expect(await codes(manifest)).toEqual(['deprecated']);
    const back = (await manifest.diagnostics())[0];
    expect(back?.message).toContain('(accepted until 2099-07-10, which has passed)');

    const policy = editor.open(here.policyUri, readFileSync(here.file, 'utf8'), 'jsonc');
    const expired = await policy.diagnostics();
    expect(expired).toMatchObject([{ code: 'decision-expired', severity: 4, range: { start: { line: 2, character: 4 } } }]);
    const fixes = await policy.actions('"rule"', { diagnostics: [...expired] });
    expect(fixes.map(({ title }) => title)).toEqual(['Renew this decision until 2100-01-11', 'Remove this decision']);
    const [renewal] = fixes[0]?.edit?.changes?.[here.policyUri] ?? [];
    expect(renewal?.newText).toBe('"2100-01-11"');
    policy.type('2099-07-10', '2100-01-11');
    await editor.status(({ accepted }) => accepted === 1);
    expect(await codes(manifest)).toEqual([]);
    expect(await policy.diagnostics()).toEqual([]);
  });

  test('a mistake is told of at its place while it is typed, the rest applies, and it stands in the status', async () => {
    const { manifest, file, policyUri } = await at(policyOf(decision));
    expect(await codes(manifest)).toEqual(['line-ended']);
    const policy = editor.open(policyUri, readFileSync(file, 'utf8'), 'jsonc');
    policy.type('"decisions"', '"rules": { "line-end": "off" },\n  "decisions"');
    expect(await policy.diagnostics()).toMatchObject([
      {
        severity: 2,
        code: 'policy',
        message: '“line-end” is no rule; did you mean “line-ended”?',
        range: { start: { line: 1, character: 13 } },
      },
    ]);
    await editor.status(({ problems }) =>
      problems.some((problem) => problem.startsWith('.mainstay.json:2:14: “line-end” is no rule')),
    );
    policy.type('"line-end"', '"line-ended"');
    await editor.status(({ findings, problems }) => findings.hint === 0 && problems.length === 0);
    expect(await codes(manifest)).toEqual([]);
    policy.close();
    await editor.status(({ findings }) => findings.hint === 1); // what was typed was not saved
  });

  test('a client that validates by the schema hears only what no schema can tell', async () => {
    const other = { ...decision, until: '2001-01-01', purl: 'pkg:npm/@example/steady' };
    const { policyUri, file } = await at(policyOf(decision, { ...decision, owner: 'others' }, other, { rule: 'x' }), {
      initializationOptions: { validatesPolicy: true },
    });
    const policy = editor.open(policyUri, readFileSync(file, 'utf8'), 'jsonc');
    expect((await policy.diagnostics()).map(({ message }) => message)).toEqual([
      'Line 3 decides the same, and that counts; remove one of them',
      expect.stringMatching(/^Expired: deprecated of pkg:npm\/%40example\/steady speaks again/),
    ]);
  });

  test('decisions that nothing needs are hints on them, where it is known that nothing does', async () => {
    const idle = { ...decision, purl: 'pkg:npm/@example/steady' };
    const gone = { ...decision, purl: 'pkg:npm/@example/gone' };
    const elsewhere = { ...decision, purl: 'pkg:golang/example.org/deprecated' };
    const { folder, policyUri, file } = await at(policyOf(decision, idle, gone, elsewhere));
    writeFileSync(join(folder, 'go.mod'), 'module example.org/mine\n\nrequire example.org/deprecated v0.9.0\n');
    const policy = editor.open(policyUri, readFileSync(file, 'utf8'), 'jsonc');
    expect((await policy.diagnostics()).map(({ code, tags, message }) => [code, tags, message])).toEqual([
      ['decision-unused', [1], expect.stringContaining('%40example/steady: deprecated has nothing to say of it')],
      ['decision-unused', [1], expect.stringContaining('%40example/gone: no manifest of the repository names it')],
    ]);
  });

  test('outranks folder and user settings, and works in a restricted workspace, where it can only hide more', async () => {
    const policy = JSON.stringify({ preset: 'recommended', rules: { 'line-ended': 'off' }, privatePatterns: ['@example/st*'] });
    const start = upstream.log.length;
    const { manifest } = await at(policy, {
      settings: () => ({
        preset: 'quiet',
        rules: { 'line-ended': 'warning', 'no-source': 'off' },
        privatePatterns: ['@example/line*'],
      }),
      initializationOptions: { trusted: false },
    });
    expect(await codes(manifest)).toEqual(['deprecated']);
    const names = new Set(upstream.log.slice(start).flatMap((entry) => entry.names));
    expect([...names].filter((name) => /steady|line-ended/.test(name))).toEqual([]);
    expect([...names].some((name) => name.includes('deprecated'))).toBe(true);
  });

  test('a private pattern that is being typed over lets no name go', async () => {
    const text = '{ "privatePatterns": ["@example/*"] }';
    const start = upstream.log.length;
    const { policyUri } = await at(text);
    const policy = editor.open(policyUri, text, 'jsonc');
    policy.type('"@example/*"', '"@exam');
    await editor.status(({ problems }) => problems.length > 0);
    await editor.settled(3);
    expect(upstream.log.slice(start).flatMap(({ names }) => names)).toEqual([]);
  });

  test('editors that do not pull are pushed a policy’s diagnostics, and relieved of them', async () => {
    const { policyUri } = await at('{ "presets": 1 }', { capabilities: { textDocument: { publishDiagnostics: {} } } });
    const policy = editor.open(policyUri, '{ "presets": 1 }', 'jsonc');
    await editor.until(() => editor.published.get(policyUri)?.length === 1);
    policy.close();
    await editor.until(() => editor.published.get(policyUri)?.length === 0);
  });
});

describe('commands', () => {
  test('a client that asks for the reason gets its own command; one that does not is shown where it belongs', async () => {
    const here = await at('{\n  // ours\n}\n', { initializationOptions: { asksToAccept: true } });
    const diagnostic = (await here.manifest.diagnostics()).filter(({ code }) => code === 'deprecated');
    const actions = await here.manifest.actions('"@example/deprecated"', { diagnostics: diagnostic });
    const ask = actions.find(({ command }) => command?.command === 'mainstay.acceptFinding');
    await run('mainstay.accept', ask?.command?.arguments?.[0]);
    expect(here.edits.at(-1)?.edit).toHaveProperty('changes'); // the file is there: nothing to create
    expect(editor.shown).toEqual([`inside ${here.policyUri}`]);
    const text = await save(here);
    expect(text).toContain('  // ours\n');
    const policy = editor.open(here.policyUri, text, 'jsonc');
    expect((await policy.diagnostics()).map(({ message }) => message)).toEqual([
      'Expected some text, not an empty one',
      'Expected some text, not an empty one',
    ]);
    expect(await codes(here.manifest)).toContain('deprecated');
  });

  test('a decision that has expired is renewed from the line, in its own words', async () => {
    const here = await at(policyOf({ ...decision, until: '2099-05-31' }), { now: () => '2099-06-01T09:00:00.000Z' });
    const diagnostics = (await here.manifest.diagnostics()).filter(({ code }) => code === 'deprecated');
    const actions = await here.manifest.actions('"@example/deprecated"', { diagnostics });
    const renew = actions.find(({ title }) => title.startsWith('Renew'));
    expect(renew).toMatchObject({
      title: 'Renew the decision about “deprecated” until 2099-12-01 (team, .mainstay.json): replaced soon',
      kind: 'quickfix',
      command: { command: 'mainstay.accept' },
    });
    await run('mainstay.accept', renew?.command?.arguments?.[0]);
    const { decisions } = JSON.parse(await save(here)) as { decisions: object[] };
    expect(decisions).toEqual([
      {
        ...decision,
        purl: 'pkg:npm/%40example/deprecated',
        until: '2099-12-01',
        accepted: '2099-06-01',
        standing: 'ended',
        severity: 'warning',
      },
    ]);
    await editor.status(({ accepted }) => accepted === 1);
    expect(await codes(here.manifest)).toEqual([]);
  });

  test.each([
    ['2099-04-30', []],
    ['2099-05-01', ['Renew the decision about “deprecated” until 2099-11-01 (team, .mainstay.json): replaced soon']],
  ])('one that holds is offered to be renewed in its last thirty days: on %s', async (day, renewals) => {
    const here = await at(policyOf(decision), { now: () => `${day}T00:00:00.000Z` });
    const titles = (await here.manifest.actions('"@example/deprecated"')).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('Renew'))).toEqual(renewals);
  });

  test('every finding of a manifest is accepted in one edit, a decision for each; what is accepted stays as it is', async () => {
    const before = policyOf({ ...decision, rule: 'line-ended', purl: 'pkg:npm/@example/line-ended' });
    const here = await at(before);
    const [all] = await here.manifest.actions('"dependencies"', { only: ['source.mainstay'] });
    expect(all).toMatchObject({
      title: 'Accept the finding of this manifest (team, .mainstay.json)…',
      command: { command: 'mainstay.acceptAll' },
    });
    await run('mainstay.acceptAll', { ...(all?.command?.arguments?.[0] as object), reason: 'as we begin', owner: 'platform' });
    expect(here.edits).toHaveLength(1);
    const text = await save(here);
    expect(text.startsWith(before.slice(0, before.lastIndexOf('}', before.lastIndexOf(']'))))).toBe(true);
    const { decisions } = JSON.parse(text) as { decisions: { rule: string; reason: string; severity?: string }[] };
    expect(decisions.map(({ rule, reason, severity }) => [rule, reason, severity])).toEqual([
      ['line-ended', 'replaced soon', undefined],
      ['deprecated', 'as we begin', 'warning'],
    ]);
    await editor.status(({ accepted }) => accepted === 2);
    expect(await codes(here.manifest)).toEqual([]);
    expect(await here.manifest.actions('"dependencies"', { only: ['source'] })).toEqual([]);
    await expect(run('mainstay.acceptAll', { uri: here.manifest.uri, scope: 'team' })).rejects.toThrow('nothing speaks there');
    await expect(run('mainstay.acceptAll', { uri: 7 })).rejects.toThrow('not decisions');
  });

  test('both of two findings go into a policy that is not there yet', async () => {
    const here = await at(undefined);
    await run('mainstay.acceptAll', { uri: here.manifest.uri, scope: 'team', reason: 'as we begin', owner: 'platform' });
    const { decisions } = JSON.parse(await save(here)) as { decisions: { rule: string }[] };
    expect(decisions.map(({ rule }) => rule).sort()).toEqual(['deprecated', 'line-ended']);
  });

  test('what is accepted can be taken back', async () => {
    const here = await at(policyOf(decision));
    const [back] = (await here.manifest.actions('"@example/deprecated"')).filter(
      ({ command }) => command?.command === 'mainstay.withdraw',
    );
    expect(back?.title).toBe('No longer accept “deprecated” for this dependency (team, .mainstay.json)');
    await run('mainstay.withdraw', back?.command?.arguments?.[0]);
    expect(JSON.parse(await save(here))).toEqual({ decisions: [] });
    await editor.status(({ accepted }) => accepted === 0);
    expect(await codes(here.manifest)).toEqual(['deprecated', 'line-ended']);
  });

  test('one’s own decision hides in this editor only, outlasts it, and can be taken back', async () => {
    const storage = mkdtempSync(join(tmpdir(), 'mainstay-storage-'));
    const { folder, manifest, edits } = await at(undefined, { initializationOptions: { storage } });
    const titles = (actions: readonly CodeAction[]) => actions.map(({ title }) => title);
    const diagnostics = (await manifest.diagnostics()).filter(({ code }) => code === 'line-ended');
    const actions = await manifest.actions('"@example/line-ended"', { diagnostics });
    expect(titles(actions)).toContain('Accept “line-ended” for this dependency (only me)…');
    const accept = actions.find(({ title }) => title.includes('only me'));
    await run('mainstay.accept', { ...(accept?.command?.arguments?.[0] as object), reason: 'after the release' });
    await editor.status(({ accepted }) => accepted === 1);
    expect(await codes(manifest)).toEqual(['deprecated']);
    expect(await manifest.hover('"@example/line-ended"')).toContain('accepted by you until');
    expect([existsSync(join(folder, '.mainstay.json')), edits]).toEqual([false, []]);
    expect(JSON.parse(readFileSync(join(storage, 'decisions.json'), 'utf8'))).toMatchObject({
      decisions: [{ rule: 'line-ended', owner: 'me' }],
    });

    await editor.close();
    const again = await at(undefined, { initializationOptions: { storage } });
    expect(await codes(again.manifest)).toEqual(['deprecated']);
    const [back] = (await again.manifest.actions('"@example/line-ended"')).filter(
      ({ command }) => command?.command === 'mainstay.withdraw',
    );
    await run('mainstay.withdraw', back?.command?.arguments?.[0]);
    await editor.status(({ accepted }) => accepted === 0);
    expect(await codes(again.manifest)).toEqual(['deprecated', 'line-ended']);
  });

  test.each<readonly [string, object, RegExp]>([
    ['of a rule that says nothing', { rule: 'archived' }, /archived finds nothing to accept/],
    ['of a package that is not there', { purl: 'pkg:npm/@example/gone' }, /finds nothing to accept/],
    ['in a document that is not open', { uri: 'file:///elsewhere/package.json' }, /finds nothing to accept/],
    ['of no purl', { purl: 'left-pad' }, /not a decision/],
    ['until no day', { until: 'soon' }, /not a decision/],
    ['of one’s own, where nothing is kept', { scope: 'personal' }, /keeps nothing/],
  ])('a decision %s is refused, and nothing is written', async (_, wrong, why) => {
    const { manifest, edits } = await at(undefined, { initializationOptions: { storage: '' } });
    await expect(run('mainstay.accept', { uri: manifest.uri, ...decision, scope: 'team', ...wrong })).rejects.toThrow(why);
    expect(edits).toEqual([]);
  });

  test('a policy that is no JSON yet is not written into', async () => {
    const { manifest, edits } = await at('{ "decisions": [');
    await expect(run('mainstay.accept', { uri: manifest.uri, ...decision, scope: 'team' })).rejects.toThrow(/no JSON yet/);
    expect(edits).toEqual([]);
  });
});
