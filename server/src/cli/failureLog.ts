import type { FlightFailure } from '../engine/flights.ts';
import type { Missing } from '../model/fact.ts';
import { nameOf } from '../model/purl.ts';
import type { Subject } from '../model/subject.ts';
import { sourceName } from '../present/cardSources.ts';
import { counted } from '../present/numbers.ts';
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

/** Questions that broke for one reason, and whom they were about. */
interface Group {
  readonly failure: FlightFailure;
  readonly names: Set<string>;
}

/** An empty log. */
export function failureLog(): FailureLog {
  const groups = new Map<string, Group>();
  return {
    note(failure) {
      const key = `${failure.source} ${failure.why}`;
      const group = groups.get(key) ?? { failure, names: new Set<string>() };
      groups.set(key, group);
      for (const subject of failure.subjects) group.names.add(nameOfSubject(subject));
    },
    lines: (verbose) =>
      [...(verbose ? groups : byService(groups.values())).values()].flatMap(({ failure: { source, why, message }, names }) => {
        if (!verbose && !LOUD.has(why)) return [];
        const said = `${verbose ? source : sourceName(source)}: ${whyPhrase[why]}, for ${counted(names.size, 'name')}`;
        if (!verbose) return [`${said} (--verbose tells more)`];
        const listed = [...names].sort().slice(0, MAX_NAMES).join(', ');
        return [`${said}: ${listed}${names.size > MAX_NAMES ? `, ${names.size - MAX_NAMES} more` : ''}; ${message}`];
      }),
  };
}

/** The questions of one service together, however many sources ask it. */
function byService(groups: Iterable<Group>): ReadonlyMap<string, Group> {
  const services = new Map<string, Group>();
  for (const { failure, names } of groups) {
    const key = `${sourceName(failure.source)} ${failure.why}`;
    const held = services.get(key);
    services.set(key, { failure, names: new Set([...(held?.names ?? []), ...names]) });
  }
  return services;
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
