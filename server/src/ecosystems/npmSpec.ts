import npa from 'npm-package-arg';
import semver from 'semver';
import { unescaped } from '../formats/percentEscapes.ts';
import type { Target } from '../model/manifest.ts';
import { purlOf } from '../model/purl.ts';

/** Hosts whose repositories Mainstay can name; a repository elsewhere is an address and no more. */
const FORGE_HOSTS: readonly string[] = ['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org', 'git.sr.ht', 'gitea.com'];
/** Names and ranges so plain that npm could not read them otherwise. */
const COMMON_NAME = /^(?:@[a-z0-9-]+\/)?[a-z][a-z0-9-]*$/;
const COMMON_RANGE = /^(?:[\^~]|[<>]?=? ?)?[0-9]{1,9}(?:\.[0-9]{1,9}(?:\.[0-9]{1,9}(?:-[a-z]+\.[0-9]{1,9})?)?)?$/;
const LOCAL = /^(?:workspace|link|portal|file|exec):/i;

/** The problem with a name no registry could know. */
export const NOT_A_NAME = 'not a package name';

/** What a requirement points at; `problem` says what is wrong with it where nothing could be made of it. */
export interface SpecReading {
  readonly target: Target;
  readonly problem?: string;
}

/**
 * Decides what `name` with the requirement `spec` (both with their escapes read) points at, in the words of npm, pnpm and Yarn. Never
 * throws. Source: the npm documentation, "package-spec", pnpm.io "workspaces" and "catalogs", yarnpkg.com "protocols".
 */
export function readSpec(name: string, spec: string): SpecReading {
  const text = spec.trim();
  if (LOCAL.test(text)) return { target: { kind: 'local' } };
  const nameProblem = packageNameProblem(name);
  if (/^npm:/i.test(text)) return aliased(name, text.slice('npm:'.length), nameProblem);
  if (/^patch:/i.test(text)) return patched(text.slice('patch:'.length));
  if (/^jsr:/i.test(text)) return { target: { kind: 'url' } };
  if (nameProblem !== undefined) return { target: { kind: 'none' }, problem: nameProblem };
  if (/^catalog:/i.test(text)) {
    return { target: { kind: 'catalog', purl: purlOf('npm', name), catalog: text.slice('catalog:'.length).trim() || 'default' } };
  }
  return plain(name, text);
}

/** Why a text is no package name; undefined where it is one, be it of the old sort. */
function packageNameProblem(name: string): string | undefined {
  if (COMMON_NAME.test(name)) return undefined;
  const result = parsed(name, '*');
  return result instanceof Error ? NOT_A_NAME : undefined;
}

function plain(name: string, spec: string): SpecReading {
  // What nearly every line says; npm's own reading tries addresses first, which costs ten times as much.
  if (COMMON_RANGE.test(spec)) return { target: { kind: 'registry', purl: purlOf('npm', name), range: spec } };
  const result = parsed(name, spec);
  if (result instanceof Error) return { target: { kind: 'none' }, problem: 'not a version range, tag or address' };
  switch (result.type) {
    case 'version':
    case 'range':
    case 'tag':
      return { target: { kind: 'registry', purl: purlOf('npm', name), range: spec } };
    case 'git':
      return { target: repositoryTarget(result) };
    case 'file':
    case 'directory':
      return { target: { kind: 'local' } };
    case 'remote':
    case 'alias':
      return { target: { kind: 'url' } };
  }
}

/** `npm:x@range`, and Yarn's `npm:range` for the package of that very name. */
function aliased(name: string, alias: string, nameProblem: string | undefined): SpecReading {
  if (semver.validRange(alias, true) !== null && nameProblem === undefined) return plain(name, alias);
  const { name: real, range } = splitDescriptor(alias);
  const problem = packageNameProblem(real);
  if (problem !== undefined) return { target: { kind: 'none' }, problem: 'expected npm: and a package name' };
  const { target } = plain(real, range);
  return target.kind === 'registry'
    ? { target }
    : { target: { kind: 'none' }, problem: 'an alias of something that is in no registry' };
}

/** Yarn's `patch:name@npm%3A1.2.3#file`: the package that is patched. */
function patched(descriptor: string): SpecReading {
  const [encoded = ''] = descriptor.split('#');
  const { name, range } = splitDescriptor(encoded);
  const spec = unescaped(range);
  if (packageNameProblem(name) !== undefined || /^patch:/i.test(spec)) return { target: { kind: 'local' } };
  return readSpec(name, spec);
}

/** Splits `name@range` at the @ that is not the scope's; the range is empty where there is none. */
function splitDescriptor(text: string): { readonly name: string; readonly range: string } {
  const at = text.indexOf('@', 1);
  return at === -1 ? { name: text, range: '' } : { name: text.slice(0, at), range: text.slice(at + 1) };
}

function repositoryTarget(result: npa.Result): Target {
  const { hosted } = result;
  if (hosted !== undefined) {
    const { type, user, project } = hosted;
    if (type === 'gist' || user === '' || project === '') return { kind: 'url' };
    const purlType = type === 'github' || type === 'bitbucket' ? type : undefined;
    return {
      kind: 'forge',
      purl: purlType === undefined ? null : purlOf(purlType, `${user}/${project}`.toLowerCase()),
      repository: { kind: 'repository', host: hosted.domain.toLowerCase(), owner: user, name: project },
    };
  }
  const match = /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([^/:]+)(?::[0-9]+)?[/:](.+?)\/([^/]+?)(?:\.git)?\/?$/i.exec(
    result.fetchSpec ?? '',
  );
  const [, host = '', owner = '', name = ''] = match ?? [];
  if (!FORGE_HOSTS.includes(host.toLowerCase()) || owner === '') return { kind: 'url' };
  return { kind: 'forge', purl: null, repository: { kind: 'repository', host: host.toLowerCase(), owner, name } };
}

/** npm's own reading. The folder only stands in for the working directory, which must not matter. */
function parsed(name: string, spec: string): npa.Result | Error {
  try {
    return npa.resolve(name, spec, '/');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
