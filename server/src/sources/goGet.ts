import { repository, type DeclaredRepository } from '../facts/package.ts';
import { inFolder, parseRepositoryUrl } from '../formats/repositoryUrl.ts';
import { UpstreamFailure } from '../model/failure.ts';
import { defineSource, failed, missing, observe, type Ask } from '../model/source.ts';
import { goImportFor, isSameImport, readGoImports, type GoImport } from './go/goImportMeta.ts';
import { isKnownElsewhere } from './go/knownElsewhere.ts';
import { folderBelow, modulePathOf } from './go/modulePath.ts';

const ID = 'go-get';
const MAX_BYTES = 65_536;

/**
 * The repository that an import path's own page names (`?go-get=1`). It reaches arbitrary hosts, so it comes last, asks only where
 * GOPROXY lets the go command do the same (`direct`), and never with anything but plain https to a public host.
 */
export const goGet = defineSource({
  id: ID,
  subject: 'package',
  maxBatch: 1,
  concurrency: 4,
  timeoutMs: 10_000, // last of a chain: whoever waits for it has waited for two others
  clearance: 'web',
  depth: 'direct',
  service: 'goGet',
  needs: [],
  provides: [repository],
  past: [],
  after: [repository],
  covers: ({ purl }, view) => modulePathOf(purl) !== undefined && !isKnownElsewhere(view, repository, ID),
  async *collect(ask) {
    for (const subject of ask.subjects) {
      const path = modulePathOf(subject.purl);
      if (path === undefined) yield failed(subject, 'not-found');
      else if (ask.go.isPrivate(path)) yield failed(subject, 'private');
      else if (!ask.go.proxies.some(({ kind }) => kind === 'direct')) yield failed(subject, 'unsupported');
      else {
        const found = repositoryOf(path, await importOf(ask, path));
        // Somewhere else than on a forge that Mainstay can name: there, but nothing to ask anybody about.
        if (found === undefined) yield missing(subject, repository, 'unsupported');
        else yield observe(subject, repository, found, `https://${path}?go-get=1`);
      }
    }
  },
});

/** Throws {@link UpstreamFailure} `not-found` where the page names no repository for the path. */
async function importOf(ask: Ask, path: string): Promise<GoImport> {
  const found = goImportFor(readGoImports(await pageAt(ask, path, path)), path);
  if (found === undefined) throw new UpstreamFailure('not-found', `the page of ${path} has no go-import tag for it`);
  if (found.prefix === path) return found;
  // Whoever serves a path below a prefix may speak for the prefix only if its own page says the same.
  const confirmed = goImportFor(readGoImports(await pageAt(ask, found.prefix, path)), found.prefix);
  if (confirmed === undefined || !isSameImport(confirmed, found))
    throw new UpstreamFailure('malformed', `the pages of ${path} and ${found.prefix} disagree`);
  return found;
}

async function pageAt({ http, endpoints, signal }: Ask, page: string, name: string): Promise<string> {
  const place = endpoints.goget === undefined ? `https://${page}` : `${endpoints.goget}/${page}`;
  const { text } = await http.send({
    url: `${place}?go-get=1`,
    names: [name],
    maxBytes: MAX_BYTES,
    publicWebOnly: true, // a stand-in may be reached all the same, but not what it redirects to
    signal,
  });
  return text;
}

function repositoryOf(path: string, { prefix, root, subdirectory }: GoImport): DeclaredRepository | undefined {
  const there = parseRepositoryUrl(root);
  if (there === undefined) return undefined;
  const folder = [subdirectory, folderBelow(prefix, path)].filter((part) => part !== undefined).join('/');
  return { repository: folder === '' ? there : inFolder(there, folder), how: 'go-get' };
}
