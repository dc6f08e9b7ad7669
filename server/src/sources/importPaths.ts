import { repository, type DeclaredRepository } from '../facts/package.ts';
import { inFolder, parseRepositoryUrl } from '../formats/repositoryUrl.ts';
import { defineSource, observe, type Source } from '../model/source.ts';
import { repositoryUrl } from '../model/subject.ts';
import { folderBelow, modulePathOf } from './go/modulePath.ts';

/** Import prefixes with their repository: `['k8s.io/{1}', 'github.com/kubernetes/{1}', true]`, `{…}` being one path segment. */
export type ImportPrefixes = readonly (readonly [prefix: string, template: string, verified: boolean])[];

/** Forges whose first three path segments are the repository: the go command fetches from there without asking. */
const THREE_SEGMENTS = /^(?:github\.com|bitbucket\.org|codeberg\.org)$/;

/**
 * The repository that an import path itself names: paths on forges, gopkg.in, golang.org/x, and the bundled prefixes that were verified
 * (a guess would stand in the way of those who know). Asks nobody.
 */
export function importPaths(prefixes: ImportPrefixes): Source<'package'> {
  return defineSource({
    id: 'go-import-path',
    subject: 'package',
    maxBatch: 1000,
    concurrency: 1,
    timeoutMs: 5_000,
    needs: [],
    provides: [repository],
    covers: ({ purl }) => modulePathOf(purl) !== undefined,
    // eslint-disable-next-line @typescript-eslint/require-await -- sources are asynchronous by contract; this one has nothing to wait for
    async *collect({ subjects }) {
      for (const subject of subjects) {
        const path = modulePathOf(subject.purl);
        const found = path === undefined ? undefined : repositoryOfImportPath(path, prefixes);
        if (found) yield observe(subject, repository, found, repositoryUrl(found.repository));
      }
    },
  });
}

/** The repository an import path names; undefined where only its host could tell. `path` is the module's folder, major version left out. */
export function repositoryOfImportPath(modulePath: string, prefixes: ImportPrefixes): DeclaredRepository | undefined {
  const segments = modulePath.split('/');
  const [root, target] = located(segments) ?? bundled(unversioned(segments), prefixes) ?? [];
  const repositoryThere = target === undefined ? undefined : parseRepositoryUrl(`https://${target}`);
  if (root === undefined || repositoryThere === undefined) return undefined;
  const folder = folderBelow(root, modulePath);
  return { repository: folder === undefined ? repositoryThere : inFolder(repositoryThere, folder), how: 'import-path' };
}

type Located = readonly [root: string, repository: string];

/** What the path says by the rules of its host. */
function located(segments: readonly string[]): Located | undefined {
  const [host = '', first = '', second = ''] = segments;
  const three = segments.slice(0, 3).join('/');
  if (THREE_SEGMENTS.test(host)) return second === '' ? undefined : [three, three];
  // GitLab nests groups: with more segments only its own answer tells where the repository ends.
  if (host === 'gitlab.com') return unversioned(segments).length === 3 ? [three, three] : undefined;
  if (host === 'gopkg.in') return gopkg(segments);
  // The repository is on Go's own host, which no forge source reads; this is its official mirror.
  if (host === 'golang.org' && first === 'x' && second !== '') return [three, `github.com/golang/${second}`];
  const end = segments.findIndex((segment) => segment.endsWith('.git'));
  const marked = segments.slice(0, end + 1).join('/');
  return end > 1 ? [marked, marked] : undefined;
}

/** `gopkg.in/name.v3` is github.com/go-name/name, `gopkg.in/user/name.v3` is github.com/user/name. */
function gopkg(segments: readonly string[]): Located | undefined {
  const at = segments.findIndex((segment) => /\.v\d+(?:-unstable)?$/.test(segment));
  const name = segments[at]?.replace(/\.v\d+(?:-unstable)?$/, '');
  if (name === undefined || name === '' || at < 1 || at > 2) return undefined;
  const owner = at === 1 ? `go-${name}` : (segments[1] ?? '');
  return [segments.slice(0, at + 1).join('/'), `github.com/${owner}/${name}`];
}

function unversioned(segments: readonly string[]): readonly string[] {
  return /^v\d+$/.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments;
}

/** The longest verified prefix that covers the path; of two as long, the one with fewer placeholders. */
function bundled(segments: readonly string[], prefixes: ImportPrefixes): Located | undefined {
  let best: { readonly rank: number; readonly located: Located } | undefined;
  for (const [prefix, template, verified] of prefixes) {
    const pattern = prefix.split('/');
    const values = verified ? match(pattern, segments) : undefined;
    if (values === undefined) continue;
    const rank = pattern.length * 100 - values.size;
    if (best && best.rank >= rank) continue;
    const target = template.replace(/\{[^}]+\}/g, (name) => values.get(name) ?? name);
    best = { rank, located: [segments.slice(0, pattern.length).join('/'), target] };
  }
  return best?.located;
}

function match(pattern: readonly string[], segments: readonly string[]): ReadonlyMap<string, string> | undefined {
  const values = new Map<string, string>();
  for (const [at, part] of pattern.entries()) {
    const segment = segments[at];
    if (segment === undefined) return undefined;
    if (/^\{[^}]+\}$/.test(part)) values.set(part, segment);
    else if (part !== segment) return undefined;
  }
  return values;
}
