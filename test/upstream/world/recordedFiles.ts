import type { HistoryFile } from './historyFile.ts';
import { hash } from './repository.ts';
import type { FileAt } from './repository.ts';

/** Recorded is that such a file is there; the path is the usual one and the text is not recorded. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  governance: ['GOVERNANCE.md'],
  security: ['SECURITY.md'],
  contributing: ['CONTRIBUTING.md'],
  code_of_conduct: ['CODE_OF_CONDUCT.md'],
  adopters: ['ADOPTERS.md'],
  roadmap: ['ROADMAP.md'],
  support: ['SUPPORT.md'],
  changelog: ['CHANGELOG.md'],
  codeowners: ['.github/CODEOWNERS'],
  funding: ['.github/FUNDING.yml'],
  package_json: ['package.json'],
};

/** The files that a recorded history knows of on the day of its newest commit. */
export function recordedFiles(
  { repository, head, governance }: HistoryFile,
  licence: string | null | undefined,
): readonly FileAt[] {
  const usual = Object.entries(USUAL).flatMap(([key, paths]) => (governance[key] === undefined ? [] : paths));
  const owners = keysOf(governance['owners']).map((key) => key.toUpperCase());
  const maintainers = keysOf(governance['maintainers']).includes('file')
    ? [String(valueOf(governance['maintainers'], 'file'))]
    : [];
  const paths = ['README.md', ...(licence === null ? [] : ['LICENSE']), ...usual, ...owners, ...maintainers];
  return [...new Set(paths)].sort().map((path) => ({ path, text: undefined, oid: hash(`${repository}:${head}:${path}`) }));
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function valueOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
