import type { FlightFailure } from '../engine/flights.ts';
import type { Missing } from '../model/fact.ts';
import { nameOf } from '../model/purl.ts';
import type { Subject } from '../model/subject.ts';
import { whyPhrase } from '../present/phrases.ts';

/** Reasons that say something about this run rather than about a dependency: told even without `--verbose`. */
const LOUD: ReadonlySet<Missing> = new Set(['offline', 'timeout', 'rate-limited', 'unauthorized']);
/** Names listed under `--verbose`, a source and reason. */
const MAX_NAMES = 20;

/** Collects questions that broke, for one line a source and reason instead of one a name. */
export interface FailureLog {
  note(failure: FlightFailure): void;
  /** The lines to say; with `verbose` all of them, with names and the first message. */
  lines(verbose: boolean): readonly string[];
}

/** An empty log. */
export function failureLog(): FailureLog {
  const groups = new Map<string, { readonly failure: FlightFailure; readonly names: Set<string> }>();
  return {
    note(failure) {
      const key = `${failure.source} ${failure.why}`;
      const group = groups.get(key) ?? { failure, names: new Set<string>() };
      groups.set(key, group);
      for (const subject of failure.subjects) group.names.add(nameOfSubject(subject));
    },
    lines: (verbose) =>
      [...groups.values()].flatMap(({ failure: { source, why, message }, names }) => {
        if (!verbose && !LOUD.has(why)) return [];
        const said = `${source}: ${whyPhrase[why]}, for ${names.size} ${names.size === 1 ? 'name' : 'names'}`;
        if (!verbose) return [`${said} (--verbose tells more)`];
        const listed = [...names].sort().slice(0, MAX_NAMES).join(', ');
        return [`${said}: ${listed}${names.size > MAX_NAMES ? `, ${names.size - MAX_NAMES} more` : ''}; ${message}`];
      }),
  };
}

function nameOfSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'package':
      return nameOf(subject.purl);
    case 'version':
      return `${nameOf(subject.purl)}@${subject.version}`;
    case 'repository':
      return `${subject.host}/${subject.owner}/${subject.name}`;
    case 'directory':
      return `${subject.host}/${subject.owner}/${subject.name}/${subject.path}`;
    case 'owner':
      return `${subject.host}/${subject.login}`;
  }
}
