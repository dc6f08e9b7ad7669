import type { DocumentKind } from '../../facts/repository.ts';

type Folder = '' | '.github' | 'docs';

/** Endings of texts; the empty one is a file without any. */
const TEXT = String.raw`(?:\.(?:md|markdown|mdx|rst|txt|adoc|asciidoc|org))?`;

/**
 * File names of each kind, in any case, and the folders they count in, first one first. Source: GitHub's "Supporting your project" (its
 * order of folders), its licensee for licence files, the Security Insights specification, floss.fund for funding.json; OWNERS as Kubernetes has it.
 */
const KINDS: Readonly<Record<DocumentKind, { readonly name: RegExp; readonly folders: readonly Folder[] }>> = {
  licence: {
    name: named(`(?:mit-|apache-|bsd-)?(?:un)?licen[sc]e(?:s|[-_][\\w.-]+)?${TEXT}|copying(?:\\.\\w+)?`),
    folders: ['', '.github', 'docs'],
  },
  readme: { name: named(`readme${TEXT}`), folders: ['.github', '', 'docs'] },
  governance: { name: named(`(?:project[-_])?governance${TEXT}`), folders: ['', '.github', 'docs'] },
  maintainers: { name: named(`maintainers${TEXT}|maintainers\\.ya?ml`), folders: ['', '.github', 'docs'] },
  owners: { name: named('owners'), folders: ['', '.github', 'docs'] },
  codeowners: { name: named('codeowners'), folders: ['.github', '', 'docs'] },
  contributing: { name: named(`contributing${TEXT}`), folders: ['.github', '', 'docs'] },
  conduct: { name: named(`code[-_]of[-_]conduct${TEXT}`), folders: ['.github', '', 'docs'] },
  security: { name: named(`security(?:[-_]policy)?${TEXT}`), folders: ['.github', '', 'docs'] },
  'security-insights': { name: named('security[-_]insights\\.ya?ml'), folders: ['', '.github'] },
  funding: { name: named('funding\\.ya?ml'), folders: ['.github', '', 'docs'] },
  'funding-json': { name: named('funding\\.json'), folders: ['', '.github', 'docs'] },
};

/** Names of the files in each folder looked at; the root is `''`. */
export type Listings = Readonly<Record<Folder, readonly string[]>>;

/** The path of each kind of document that is there; of several, the one in the folder that GitHub takes, and there the plainest name. */
export function documentsIn(listings: Listings): Readonly<Partial<Record<DocumentKind, string>>> {
  const found: Partial<Record<DocumentKind, string>> = {};
  for (const [kind, { name, folders }] of Object.entries(KINDS) as [DocumentKind, (typeof KINDS)[DocumentKind]][]) {
    for (const folder of folders) {
      const [first] = listings[folder].filter((file) => name.test(file)).sort(plainest);
      if (first === undefined) continue;
      found[kind] = folder === '' ? first : `${folder}/${first}`;
      break;
    }
  }
  return found;
}

function named(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'i');
}

function plainest(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
