import type { Span } from '../model/manifest.ts';
import { isDirectoryPath, splitModulePath, type GoModulePath } from './goModulePath.ts';
import { canonicalGoVersion, parseGoVersion, type GoVersion } from './goVersion.ts';
import type { GomodWord } from './gomodScanner.ts';

/** A module at a version, or half of it while it is being typed. */
export interface GomodModule {
  readonly path: GomodWord;
  /** The version as written. */
  readonly version: GomodWord | null;
  /** Its full spelling; null where there is none or the go command could not read it as it stands (`master`). */
  readonly canonical: string | null;
}
/** A `replace` line; `to` is null while it is not yet there, its version for a folder. */
export interface GomodReplace {
  readonly old: GomodModule;
  readonly to: (GomodModule & { readonly isFolder: boolean }) | null;
}
/** Versions its owner withdrew, both ends included, as written: the go command compares them and checks nothing. */
export interface GomodRetraction {
  readonly low: string;
  readonly high: string;
  /** The comment given as the reason, lines kept; empty where there is none. */
  readonly rationale: string;
}
/** Takes down what the go command would refuse; without a span it is the whole line. */
export type Report = (message: string, span?: Span) => void;

/** Reports a word that the go command refuses for its quotes: raw strings, and quotes inside a plain word. */
export function checkQuotes(word: GomodWord, report: Report): void {
  if (word.quote === '`') report('the go command refuses `…` here: use "…"', word.outer);
  if (word.quote === null && /["'`]/.test(word.value)) report('a quote inside a word', word.span);
}

/** Reads `path version`; undefined while there is no word at all. */
export function readModule(words: readonly GomodWord[], usage: string, report: Report): GomodModule | undefined {
  const [path, version = null] = words;
  if (words.length !== 2) report(`expected ${usage}`);
  return path === undefined ? undefined : checkedModule(path, version, report);
}

/** Reads `key=value`; undefined where that is not what stands there. */
export function readGodebug([word, ...more]: readonly GomodWord[]): { readonly key: string; readonly value: string } | undefined {
  if (word?.quote !== null || more.length > 0 || /["'`,]/.test(word.value)) return undefined;
  const equals = word.value.indexOf('=');
  return equals === -1 ? undefined : { key: word.value.slice(0, equals), value: word.value.slice(equals + 1) };
}

/** Reads `old [version] => new [version]`; undefined while there is no old path. */
export function readReplace(words: readonly GomodWord[], report: Report): GomodReplace | undefined {
  const arrow = words.findIndex((word) => word.quote === null && word.value === '=>');
  const left = arrow === -1 ? words : words.slice(0, arrow);
  const right = arrow === -1 ? [] : words.slice(arrow + 1);
  if (left.length > 2 || right.length < 1 || right.length > 2) {
    report('expected replace example.org/old [v1.2.3] => example.org/new v1.4.0, or => ../folder');
  }
  const [path, version = null] = left;
  if (path === undefined) {
    report('expected a module path before =>');
    return undefined;
  }
  const old = checkedModule(path, version, report);
  const [newPath, newVersion = null] = right;
  return { old, to: newPath === undefined ? null : replacement(newPath, newVersion, report) };
}

/** Reads `version` or `[low, high]`; undefined where neither stands there. */
export function readRetraction(
  words: readonly GomodWord[],
  notes: readonly string[],
  report: Report,
): GomodRetraction | undefined {
  const marks = words.map(({ value, quote }) => (quote === null ? value : ''));
  const single = words.length === 1 && marks[0] !== '[';
  const interval = words.length === 5 && marks[0] === '[' && marks[2] === ',' && marks[4] === ']';
  const low = words[single ? 0 : 1];
  const high = words[single ? 0 : 3];
  if (!(single || interval) || low === undefined || high === undefined) {
    report('expected retract v1.2.3 or retract [v1.2.3, v1.4.0]');
    return undefined;
  }
  checkQuotes(low, report);
  if (interval) checkQuotes(high, report);
  return { low: low.value, high: high.value, rationale: notes.join('\n') };
}

function checkedModule(path: GomodWord, version: GomodWord | null, report: Report): GomodModule {
  checkQuotes(path, report);
  const split = splitModulePath(path.value);
  if (split === undefined) report('not a module path: its major version suffix is wrong', path.span);
  if (version === null) return { path, version, canonical: null };
  checkQuotes(version, report);
  const parsed = parseGoVersion(version.value);
  if (parsed === undefined) report('not a version like v1.2.3', version.span);
  else if (split !== undefined && !fits(version.value, parsed, split)) {
    report(`this path has versions ${split.major === undefined ? 'v0 and v1' : `v${split.major}`} only`, version.span);
  }
  return { path, version, canonical: parsed?.canonical ?? null };
}

function fits(version: string, { major, incompatible }: GoVersion, split: GoModulePath): boolean {
  if (split.major === undefined) return major < 2 || incompatible;
  // Old pseudo-versions of gopkg.in's .v1 say v0.0.0.
  return major === split.major || (version.startsWith('v0.0.0-') && /^\.v1(?:-unstable)?$/.test(split.suffix));
}

function replacement(path: GomodWord, version: GomodWord | null, report: Report): GomodModule & { readonly isFolder: boolean } {
  checkQuotes(path, report);
  const isFolder = isDirectoryPath(path.value);
  if (version === null) {
    if (!isFolder) report('expected a version after the new module', path.span);
    else if (path.value.includes('\\')) report('a folder is written with / in go.mod', path.span);
    return { path, version, canonical: null, isFolder };
  }
  if (isFolder) report('a folder has no version', version.span);
  checkQuotes(version, report);
  const canonical = canonicalGoVersion(version.value) ?? null;
  if (canonical === null) report('not a version like v1.2.3', version.span);
  return { path, version, canonical, isFolder };
}
