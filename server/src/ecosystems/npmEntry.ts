import type { Dependency, Problem, Scope, Span, Target } from '../model/manifest.ts';
import type { JsonEntry } from '../formats/jsonTree.ts';
import { NOT_A_NAME, readSpec } from './npmSpec.ts';

/** A piece of text with what it says: a JSON or YAML scalar, or the part of a key that is a package's name. */
export interface Written {
  readonly value: string;
  readonly span: Span;
}

/** One line of a package.json or pnpm-workspace.yaml section, before it is known what it points at. */
export interface NpmLine {
  readonly text: string;
  readonly scope: Scope;
  readonly name: Written;
  /** The name to ask by, where the key says more than the name or stands for another (`.`). */
  readonly packageName: string;
  /** Absent while it is not typed yet, or no text. */
  readonly requirement: Written | undefined;
  readonly whole: Span;
  readonly optional: boolean;
  /** What the requirement stands for where that is not its own text (`$name`); null where it stands for nothing to ask about. */
  readonly spec?: string | null;
  readonly problem?: string;
}

/** Makes a dependency of a line, and the problem with it if there is one. A path or workspace word is no requirement to show. */
export function readLine(line: NpmLine): { readonly dependency: Dependency; readonly problem: Problem | undefined } {
  const { text, name, requirement, scope, whole, optional } = line;
  const spec = line.spec === undefined ? requirement?.value : (line.spec ?? undefined);
  const reading = spec === undefined ? undefined : readSpec(line.packageName, spec);
  const target: Target = reading?.target ?? { kind: 'none' };
  const shown = target.kind === 'local' ? undefined : requirement;
  const message = line.problem ?? reading?.problem;
  const span = message === NOT_A_NAME || requirement === undefined ? name.span : requirement.span;
  return {
    dependency: {
      ecosystem: 'npm',
      name: text.slice(name.span.start, name.span.end),
      requirement: shown === undefined ? null : text.slice(shown.span.start, shown.span.end),
      scope,
      indirect: false,
      optional,
      target,
      spans: { whole, name: name.span, requirement: shown?.span ?? null },
    },
    problem: message === undefined ? undefined : { message, span },
  };
}

/**
 * The package a key of `overrides`, `resolutions` or `pnpm.overrides` is about: the last one of `a>b`, `a/b` and `**` paths, without
 * its `@range`; the place is the name's own where escapes do not hide it, else the key's.
 */
export function overridden(text: string, key: Written, style: 'npm' | 'pnpm' | 'yarn'): Written {
  const { start, last } =
    style === 'npm' ? { start: 0, last: key.value } : style === 'pnpm' ? afterArrow(key.value) : afterSlashes(key.value);
  const at = last.indexOf('@', 1);
  const name = at === -1 ? last : last.slice(0, at);
  const isPlain = text.slice(key.span.start, key.span.end) === key.value;
  if (!isPlain || name === '') return { value: name, span: key.span };
  return { value: name, span: { start: key.span.start + start, end: key.span.start + start + name.length } };
}

/** pnpm's `parent@1>child@2`; a `>` after a space, `|` or `@` belongs to a range. */
function afterArrow(key: string): { readonly start: number; readonly last: string } {
  const arrow = key.search(/[^ |@]>/);
  const start = arrow === -1 ? 0 : arrow + 2;
  return { start, last: key.slice(start) };
}

/** Yarn's paths: `a/b`, `@s/a/b`, a glob before the name; a `/` after the name's `@` belongs to its range. */
function afterSlashes(key: string): { readonly start: number; readonly last: string } {
  const match = /(?:^|\/)((?:@[^/@]+\/)?[^/@]+(?:@(?:[a-z]+:.*|[^/]*))?)$/.exec(key);
  const last = match?.[1] ?? key;
  return { start: key.length - last.length, last };
}

/** The requirement a JSON entry states, or why it states none although there is a value. */
export function requirementOf({ value }: JsonEntry): { readonly requirement: Written | undefined; readonly problem?: string } {
  if (value?.kind === 'string') return { requirement: { value: value.value, span: value.inner } };
  return { requirement: undefined, ...(value === undefined ? {} : { problem: 'expected a requirement in double quotes' }) };
}
