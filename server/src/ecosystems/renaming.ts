import semver from 'semver';
import type { TextEdit } from '../formats/textEdits.ts';
import { purlOfDependency, type Dependency, type Manifest, type Scope } from '../model/manifest.ts';
import { nameOf } from '../model/purl.ts';

/** Sections whose entries are one's own to exchange: a peer is for others to bring, an override or a catalog serves other lines. */
const OWN: ReadonlySet<Scope> = new Set(['dependencies', 'devDependencies', 'optionalDependencies', 'require']);

/** How an entry comes to ask for another package. `alias`: under the name it had, so code that imports it stays as it is. */
export type Renaming = 'name' | 'alias';

/**
 * How an entry can ask for another package by an edit of its own line; undefined where that takes more: it has no readable name and requirement, a
 * catalog or a `replace` stands between, the manifest asks for the other package already, another line rests on this one (`$name`, a Go tool), or it
 * is there for the sake of others (`// indirect`).
 */
export function renamingOf(dependency: Dependency, to: string, { dependencies }: Manifest): Renaming | undefined {
  const { ecosystem, scope, indirect, target, name, requirement, spans } = dependency;
  if (!OWN.has(scope) || indirect || target.kind !== 'registry') return undefined;
  // What a catalog was found to say is a registry's range too; the text of the line is not.
  if (requirement === null || spans.requirement === null || requirement.startsWith('catalog:')) return undefined;
  const asked = nameOf(target.purl);
  const restsOnIt = (other: Dependency) =>
    other.requirement === `$${name}` ||
    (other.scope === 'replace' && other.name === name) ||
    (other.scope === 'tool' && purlOfDependency(other) === target.purl);
  if (asked === to || dependencies.some(restsOnIt)) return undefined;
  if (asked === name) return dependencies.some((other) => isOrAsksFor(other, to)) ? undefined : 'name';
  return ecosystem === 'npm' && requirement.startsWith(`npm:${asked}@`) ? 'alias' : undefined;
}

function isOrAsksFor(other: Dependency, to: string): boolean {
  const purl = purlOfDependency(other);
  return other.name === to || (purl !== null && nameOf(purl) === to);
}

/**
 * The edits that make an entry ask for another package at a version, by {@link renamingOf}'s way. An npm requirement stays as exact as it was: one
 * version, its patches (`~`), or whatever is compatible (`^`); Go names the version itself.
 */
export function renamed(
  { ecosystem, target, spans }: Dependency,
  way: Renaming,
  to: { readonly name: string; readonly version: string },
): readonly TextEdit[] {
  if (spans.requirement === null || target.kind !== 'registry') return [];
  const wanted = ecosystem === 'npm' ? `${exactness(target.range)}${to.version}` : to.version;
  if (way === 'alias') return [{ span: spans.requirement, text: `npm:${to.name}@${wanted}` }];
  return [
    { span: spans.name, text: to.name },
    { span: spans.requirement, text: wanted },
  ];
}

function exactness(range: string): '' | '~' | '^' {
  if (semver.valid(range) !== null) return '';
  return range.trim().startsWith('~') ? '~' : '^';
}

/**
 * The edit that makes a git dependency name its repository as its forge calls it today (`owner/name`); undefined where its requirement does not name the
 * old one exactly once.
 */
export function repointed({ target, requirement, spans }: Dependency, fullName: string): TextEdit | undefined {
  if (target.kind !== 'forge' || requirement === null || spans.requirement === null || !/^[\w.-]+\/[\w.-]+$/.test(fullName))
    return undefined;
  const old = `${target.repository.owner}/${target.repository.name}`.toLowerCase();
  const at = requirement.toLowerCase().indexOf(old);
  if (at < 0 || requirement.toLowerCase().lastIndexOf(old) !== at) return undefined;
  // Behind the name nothing but its end may follow: `owner/name-two` is another repository.
  if (/^[\w-]|^\.(?!git\b)/.test(requirement.slice(at + old.length))) return undefined;
  const start = spans.requirement.start + at;
  return { span: { start, end: start + old.length }, text: fullName };
}
