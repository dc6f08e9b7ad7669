import { ecosystemOf } from '../../../server/src/ecosystems/index.ts';
import { nameOf, typeOf } from '../../../server/src/model/purl.ts';
import type { Dependency, Manifest, Target } from '../../../server/src/model/manifest.ts';

/** Reads a text as the file of that name would be read. */
export function manifestOf(file: string, text: string): Manifest {
  const ecosystem = ecosystemOf(file);
  if (ecosystem === undefined) throw new Error(`no ecosystem reads ${file}`);
  return ecosystem.parse(text);
}

/** One dependency in a line: `scope name requirement -> target`. */
export function row({ scope, name, requirement, target, indirect, optional }: Dependency): string {
  const marks = `${indirect ? ' (indirect)' : ''}${optional ? ' (optional)' : ''}`;
  return `${scope} ${name} ${requirement === null ? 'null' : JSON.stringify(requirement)} -> ${targetWords(target)}${marks}`;
}

/** All dependencies of a text, one line each. */
export function rows(file: string, text: string): readonly string[] {
  return manifestOf(file, text).dependencies.map(row);
}

/** All problems of a text: what is wrong, and the text it is about. */
export function complaints(file: string, text: string): readonly string[] {
  return manifestOf(file, text).problems.map(({ message, span }) => `${message}: ${text.slice(span.start, span.end)}`);
}

function targetWords(target: Target): string {
  switch (target.kind) {
    case 'registry':
      return `${typeOf(target.purl)} ${nameOf(target.purl)} ${JSON.stringify(target.range)}`;
    case 'catalog':
      return `catalog ${target.catalog} ${nameOf(target.purl)}`;
    case 'forge':
      return `${target.repository.host}/${target.repository.owner}/${target.repository.name} ${target.purl ?? 'no purl'}`;
    case 'url':
    case 'local':
    case 'none':
      return target.kind;
  }
}
