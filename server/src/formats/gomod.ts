import type { Problem } from '../model/manifest.ts';
import { readDirectives, type GomodDirective } from './gomodDirectives.ts';
import {
  checkQuotes,
  readGodebug,
  readModule,
  readReplace,
  readRetraction,
  type GomodModule,
  type GomodReplace,
  type GomodRetraction,
  type Report,
} from './gomodEntries.ts';
import type { GomodWord } from './gomodScanner.ts';

/** Everything a go.mod file says, in the order of the text. Repeated entries are kept. */
export interface GomodFile {
  /** The module path; null where there is no `module` line, empty while it is only begun. */
  readonly module: string | null;
  /** The notice of a `// Deprecated:` paragraph at the `module` line, empty when it says no more; null where there is none. */
  readonly deprecated: string | null;
  readonly go: string | null;
  readonly toolchain: string | null;
  readonly godebug: readonly { readonly key: string; readonly value: string }[];
  readonly require: readonly (GomodModule & { readonly indirect: boolean })[];
  readonly exclude: readonly GomodModule[];
  readonly replace: readonly GomodReplace[];
  readonly retractions: readonly GomodRetraction[];
  readonly tool: readonly GomodWord[];
  readonly ignore: readonly GomodWord[];
  /** What the go command would refuse, and where, in the order of the text. */
  readonly problems: readonly Problem[];
}

type Draft = {
  -readonly [K in keyof GomodFile]: GomodFile[K] extends readonly (infer Item)[] ? Item[] : GomodFile[K];
};

const GO_VERSION = /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/;
const TOOLCHAIN = /^default$|^go1(?:$|\.)/;
const DEPRECATED = /(?:^|\n\n)Deprecated: *([^]*?)(?:$|\n\n)/;

/**
 * Reads a go.mod text, of one's own module or of a dependency. Never throws: what the go command refuses becomes a problem, what can
 * be read of it stays. Source: go.dev/ref/mod#go-mod-file, checked against `go mod edit -json`.
 */
export function readGomod(text: string): GomodFile {
  const { directives, problems } = readDirectives(text);
  const file: Draft = {
    module: null,
    deprecated: null,
    go: null,
    toolchain: null,
    godebug: [],
    require: [],
    exclude: [],
    replace: [],
    retractions: [],
    tool: [],
    ignore: [],
    problems: [...problems],
  };
  for (const directive of directives) {
    add(file, directive, (message, span = directive.span) => file.problems.push({ message, span }));
  }
  file.problems.sort((a, b) => a.span.start - b.span.start);
  return file;
}

function add(file: Draft, { verb, words, notes, suffix }: GomodDirective, report: Report): void {
  switch (verb) {
    case 'module':
      if (file.module !== null) report('a second module line');
      file.module ??= words[0]?.value ?? '';
      file.deprecated ??= DEPRECATED.exec(notes.join('\n'))?.[1] ?? null;
      checkOnlyWord(words, 'module example.org/name', report);
      break;
    case 'go':
    case 'toolchain':
      if (file[verb] !== null) report(`a second ${verb} line`);
      else if (words.length !== 1) report(`expected ${verb} and one version`);
      else if (words[0]?.quote !== null || !(verb === 'go' ? GO_VERSION : TOOLCHAIN).test(words[0].value)) {
        report(verb === 'go' ? 'expected a version like 1.26.0' : 'expected a toolchain like go1.26.0', words[0]?.outer);
      }
      file[verb] ??= words[0]?.value ?? null;
      break;
    case 'godebug': {
      const setting = readGodebug(words);
      if (setting === undefined) report('expected godebug key=value');
      else file.godebug.push(setting);
      break;
    }
    case 'require': {
      const required = readModule(words, 'require example.org/name v1.2.3', report);
      if (required !== undefined) file.require.push({ ...required, indirect: isIndirect(suffix) });
      break;
    }
    case 'exclude': {
      const excluded = readModule(words, 'exclude example.org/name v1.2.3', report);
      if (excluded !== undefined) file.exclude.push(excluded);
      break;
    }
    case 'replace': {
      const replaced = readReplace(words, report);
      if (replaced !== undefined) file.replace.push(replaced);
      break;
    }
    case 'retract': {
      const retraction = readRetraction(words, notes, report);
      if (retraction !== undefined) file.retractions.push(retraction);
      break;
    }
    case 'tool':
    case 'ignore':
      checkOnlyWord(words, verb === 'tool' ? 'tool example.org/name/cmd' : 'ignore ./folder', report);
      if (words[0] !== undefined) file[verb].push(words[0]);
      break;
  }
}

function checkOnlyWord(words: readonly GomodWord[], usage: string, report: Report): void {
  if (words.length !== 1) report(`expected ${usage}`);
  for (const word of words) checkQuotes(word, report);
}

/** `// indirect`, alone or before a semicolon and more words. */
function isIndirect(suffix: string | null): boolean {
  const [first, second] = suffix?.split(/\p{White_Space}+/u) ?? [];
  return second === undefined ? first === 'indirect' : first === 'indirect;';
}
