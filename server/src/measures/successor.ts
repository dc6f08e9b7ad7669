import { deprecation } from '../facts/package.ts';
import { identity } from '../facts/repository.ts';
import { ownWord, type OwnStatus } from '../facts/repositoryDetail.ts';
import { versionDeprecated } from '../facts/version.ts';
import type { FactView } from '../model/fact.ts';
import { purlOfDependency, type Dependency } from '../model/manifest.ts';
import { nameOf, typeOf } from '../model/purl.ts';

/**
 * The package that the owners themselves name as the one to use: by its name in the same registry. `notice`: their deprecation notice says so ·
 * `own-word`: a document of the repository does · `renamed`: the module path follows from the repository's new name, if its go.mod agrees.
 */
export interface Successor {
  readonly name: string;
  readonly saidBy: 'notice' | 'own-word' | 'renamed';
}

/** States of a project in which its maintainers' words may lead elsewhere. */
const OVER: ReadonlySet<OwnStatus> = new Set(['moved', 'deprecated', 'archived', 'unmaintained']);

/** The successor that the facts name; undefined where they name none, or more than one. Of a name nobody is asked here. */
export function successorOf(dependency: Dependency, facts: FactView): Successor | undefined {
  const purl = purlOfDependency(dependency);
  if (purl === null) return undefined;
  const [name, type] = [nameOf(purl), typeOf(purl)];
  if (type !== 'npm' && type !== 'golang') return undefined;
  const named = (words: string) => nameIn(words, type, name);
  const notices = [facts.get(versionDeprecated), facts.get(deprecation)];
  for (const notice of notices) {
    const told = notice.state === 'known' && notice.value !== null ? named(notice.value) : undefined;
    if (told !== undefined) return { name: told, saidBy: 'notice' };
  }
  const own = facts.get(ownWord);
  const told = own.state === 'known' && own.value !== null && OVER.has(own.value.status) ? named(own.value.words) : undefined;
  if (told !== undefined) return { name: told, saidBy: 'own-word' };
  const today = facts.get(identity);
  const path = today.state === 'known' && today.value.renamed ? renamedPath(name, today.value.fullName) : undefined;
  return path === undefined ? undefined : { name: path, saidBy: 'renamed' };
}

/** Words that lead to what is to be used instead. */
const LEADS =
  /\b(?:use|(?:switch|switched|migrate|migrated|upgrade|move|moved|renamed|rename) to|(?:replaced|superseded|succeeded) (?:by|with)|in favou?r of|(?:now|is) (?:developed|maintained|published|available|lives?) (?:at|as|in|under))\s+(?:the\s+)?(?:new\s+)?(?:(?:npm\s+)?(?:package|module|library)\s+)?/gi;
const NPM_NAME = /^(?:@[a-z0-9][a-z0-9._~-]*\/)?[a-z0-9][a-z0-9._-]*$/;
const GO_PATH = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)+(?:\/[A-Za-z0-9._~-]+)+$/;
/** What looks like an npm name and is said of other things. */
const NO_NAME = /^v?\d|^(?:built-in|node\.js|[a-z.]*\.(?:com|org|net|io|dev|html?|md))$/;

/**
 * The one name that a notice leads to; undefined where it leads to none or several. A bare word of an npm notice is a word, not a name ("use it
 * instead"): a name has a scope, stands in quotes or backticks, or has a hyphen or a dot and ends what is said.
 */
function nameIn(words: string, type: 'npm' | 'golang', own: string): string | undefined {
  const found = new Set<string>();
  for (const lead of words.slice(0, 2000).matchAll(LEADS)) {
    const told = wordAt(words, lead.index + lead[0].length);
    if (told === undefined) continue;
    const name = type === 'npm' ? npmName(told) : goPath(told.word);
    if (name !== undefined && name !== own) found.add(name);
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

interface Told {
  readonly word: string;
  readonly isQuoted: boolean;
  /** What it leads to ends with it: `use date-fns instead`, not `use well-maintained packages`. */
  readonly isLast: boolean;
}

/** The word at a place, out of its quotes, its Markdown link or the punctuation behind it. */
function wordAt(words: string, at: number): Told | undefined {
  const [all = '', open = '', word = ''] = /^([`'"“‘[(<]*)([^\s`'"”’\])>,;]+)/.exec(words.slice(at, at + 300)) ?? [];
  const bare = word.replace(/[.:!?]+$/, '');
  if (bare === '') return undefined;
  const behind = words.slice(at + all.length, at + all.length + 20);
  const isLast = bare !== word || /^\s*(?:$|[^\s\w-]|instead\b|from now\b|package\b|module\b)/.test(behind);
  return { word: bare, isQuoted: /[`'"“‘[]/.test(open), isLast };
}

function npmName({ word, isQuoted, isLast }: Told): string | undefined {
  // `name@2` asks for a version too, which the newest may not be.
  if (word.length > 214 || !NPM_NAME.test(word) || NO_NAME.test(word)) return undefined;
  return isQuoted || word.startsWith('@') || (isLast && /[-.]/.test(word)) ? word : undefined;
}

function goPath(word: string): string | undefined {
  const path = word.replace(/^https:\/\//, '').replace(/(?:\.git)?\/*$/, '');
  return path.length <= 300 && GO_PATH.test(path) ? path : undefined;
}

/** The module path below a GitHub repository under the repository's new name. */
function renamedPath(path: string, fullName: string): string | undefined {
  const [, rest] = /^github\.com\/[^/]+\/[^/]+((?:\/.*)?)$/.exec(path) ?? [];
  const renamed = rest === undefined ? undefined : goPath(`github.com/${fullName}${rest}`);
  return renamed === path ? undefined : renamed;
}
