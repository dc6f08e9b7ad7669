import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lexer, type Tokens } from 'marked';
import type { Diagnostic } from 'vscode-languageserver';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startUpstream, type Upstream } from '../upstream/server.ts';
import { uriOf } from './lsp/editor.ts';
import { startEditor } from './lsp/startEditor.ts';
import { repositoryWith } from './repository.ts';
import { mainstay } from './runCli.ts';

/** What a surface says of one finding. Accepted ones speak in no editor. */
interface Said {
  readonly rule: string;
  readonly name: string;
  readonly line: number;
  readonly accepted: boolean;
  /** As loud as a surface tells: of related information an editor tells nothing, SARIF no more than this. */
  readonly level?: string | undefined;
  /** From column to column, from 1, half-open, where a surface tells it. */
  readonly columns?: string | undefined;
}

const DEPENDENCIES = {
  '@example/steady': '^2.1.0',
  '@example/deprecated': '^1.2.0',
  '@example/deprecated-version': '^2.0.0',
  '@example/line-ended': '^1.1.1',
  '@example/licence-closed': '*',
  '@example/no-repository': '*',
  '@example/provenance-lost': '*',
  '@example/unpublished': '*',
  '@example/moved': '*',
};
const POLICY = {
  // As loud on a line that stood already as on an added one: check judges the former, review and editor the latter.
  rules: Object.fromEntries(
    ['line-ended', 'licence-change', 'licence-restricted', 'no-source', 'moved', 'fresh-version', 'release-drought'].map(
      (rule) => [rule, 'information'],
    ),
  ),
  decisions: [
    { rule: 'deprecated', purl: 'pkg:npm/@example/deprecated', reason: 'soon', owner: 'team', until: '2099-01-01' },
    { rule: 'no-source', purl: 'pkg:npm/@example/no-repository', reason: 'ours', owner: 'team', until: '2099-01-01' },
  ],
};

let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
});
afterAll(() => upstream.close());

const sorted = (said: readonly Said[]) => [...said].sort((a, b) => a.line - b.line || (a.rule < b.rule ? -1 : 1));
const bare = (said: readonly Said[]) => sorted(said).map(({ rule, name, line, accepted }) => ({ rule, name, line, accepted }));
const levelOf = (severity: string) => (severity === 'warning' ? 'warning' : 'note');

test('editor, SARIF, JSON and Markdown say the same of one fixture: rules, how many, where, and what is accepted', async () => {
  const { folder, write } = repositoryWith({
    'package.json': '{\n  "dependencies": {}\n}\n',
    '.mainstay.json': JSON.stringify(POLICY, null, 2),
  });
  write({ 'package.json': JSON.stringify({ dependencies: DEPENDENCIES }, null, 2) + '\n' });
  const run = async (...words: string[]) => {
    const ran = await mainstay(words, { upstreams: upstream.env, cwd: folder });
    expect([ran.code, ran.stderr]).toEqual([1, '']);
    return ran.stdout;
  };
  const text = readFileSync(join(folder, 'package.json'), 'utf8');
  const [json, checked, sarif, markdown, edited] = await Promise.all([
    run('review', '--format', 'json'),
    run('check', '.', '--format', 'json'),
    run('review', '--format', 'sarif'),
    run('review', '--format', 'markdown'),
    inEditor(folder, text),
  ]);

  const all = ofJson(json);
  expect(all.filter(({ accepted }) => accepted).map(({ rule }) => rule)).toEqual(['deprecated', 'no-source']);
  expect(new Set(all.map(({ rule }) => rule)).size).toBeGreaterThan(4);
  expect(sorted(ofJson(checked))).toEqual(sorted(all));
  expect(sorted(ofSarif(sarif))).toEqual(sorted(all));
  const withoutColumns = (said: readonly Said[]) => sorted(said).map(({ columns: _, ...rest }) => rest);
  expect(withoutColumns(ofMarkdown(markdown))).toEqual(withoutColumns(all));

  const spoken = all.filter(({ accepted }) => !accepted);
  expect(bare(edited.flatMap((one) => ofDiagnostic(one, text)))).toEqual(bare(spoken));
  expect(edited.some(({ relatedInformation = [] }) => relatedInformation.length > 0)).toBe(true);
  // One diagnostic a repository, with its loudest; these stand as the others say, to the column.
  for (const diagnostic of edited) {
    const [first] = ofDiagnostic(diagnostic, text);
    expect(spoken).toContainEqual(first);
  }
});

async function inEditor(folder: string, text: string): Promise<readonly Diagnostic[]> {
  const editor = await startEditor({ upstreams: upstream.env, folders: [folder] });
  try {
    const document = editor.open(uriOf(join(folder, 'package.json')), text);
    await editor.settled(Object.keys(DEPENDENCIES).length);
    return await document.diagnostics();
  } finally {
    await editor.close();
  }
}

function ofJson(stdout: string): readonly Said[] {
  const { dependencies } = JSON.parse(stdout) as {
    readonly dependencies: readonly {
      readonly name: string;
      readonly place: { readonly startLine: number; readonly startColumn: number; readonly endColumn: number };
      readonly findings: readonly { readonly rule: string; readonly severity: string; readonly accepted: object | null }[];
    }[];
  };
  return dependencies.flatMap(({ name, place, findings }) =>
    findings.map(({ rule, severity, accepted }) => ({
      rule,
      name,
      line: place.startLine,
      accepted: accepted !== null,
      level: levelOf(severity),
      columns: `${place.startColumn}-${place.endColumn}`,
    })),
  );
}

function ofSarif(stdout: string): readonly Said[] {
  const { runs } = JSON.parse(stdout) as {
    readonly runs: readonly {
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly suppressions: readonly { readonly status: string }[];
        readonly locations: readonly {
          readonly physicalLocation: {
            readonly region: { readonly startLine: number; readonly startColumn: number; readonly endColumn: number };
          };
        }[];
      }[];
    }[];
  };
  return runs.flatMap(({ results }) =>
    results.flatMap(({ ruleId, level, message, suppressions, locations }) =>
      locations.map(({ physicalLocation: { region } }) => ({
        rule: ruleId,
        name: message.text.split(': ')[0] ?? '',
        line: region.startLine,
        accepted: suppressions.some(({ status }) => status === 'accepted'),
        level,
        columns: `${region.startColumn}-${region.endColumn}`,
      })),
    ),
  );
}

function ofMarkdown(markdown: string): readonly Said[] {
  const [table] = lexer(markdown).filter((token): token is Tokens.Table => token.type === 'table');
  return (table?.rows ?? []).flatMap((cells) => {
    const [where = '', , , findings = ''] = cells.map((cell) => cell.text);
    const [, name = '', line = ''] = /^`(.+)`<br>`package\.json:(\d+)`$/.exec(where) ?? [];
    return [...findings.matchAll(/(?:\*\*(\w+)\*\*|accepted \((\w+)\)) `([\w-]+)`: /g)].map(
      ([, severity, accepted, rule = '']) => ({
        rule,
        name,
        line: Number(line),
        accepted: accepted !== undefined,
        level: levelOf(severity ?? accepted ?? ''),
      }),
    );
  });
}

/** The diagnostic's own finding, and those of the same repository that it relates. */
function ofDiagnostic({ range, code, severity, relatedInformation = [] }: Diagnostic, text: string): readonly Said[] {
  const nameAt = (line: number) => text.split('\n')[line]?.trim().split('"')[1] ?? '';
  const own = {
    rule: String(code),
    name: nameAt(range.start.line),
    line: range.start.line + 1,
    accepted: false,
    level: severity === 2 ? 'warning' : 'note',
    columns: `${range.start.character + 1}-${range.end.character + 1}`,
  };
  const related = relatedInformation.map(({ location, message }) => ({
    rule: /\(([\w-]+)\)$/.exec(message)?.[1] ?? message,
    name: message.split(': ')[0] ?? '',
    line: location.range.start.line + 1,
    accepted: false,
  }));
  return [own, ...related];
}
