import { dirname, relative, resolve, sep } from 'node:path';
import { standingsOf } from '../assess/decisionStates.ts';
import { placesIn } from '../formats/textPlaces.ts';
import type { Ruling } from '../model/decision.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import type { Purl } from '../model/purl.ts';
import { FileProblem, kindOf } from '../platform/files.ts';
import { policyPlace, policyProblems, readPolicyFile, type PolicyFile } from '../policies.ts';
import type { PolicyReport, Reported } from '../present/checkJson.ts';
import { decisionName } from '../present/decisionWords.ts';
import type { Input } from './inputs.ts';

/** One policy file, as a run uses it. */
export interface RunPolicy extends PolicyFile {
  /** The file as the user would write it from where they stand. */
  readonly name: string;
  readonly rulings: readonly Ruling[];
}

/** The policies of one run. */
export interface RunPolicies {
  /** The policy that counts for a manifest; undefined where there is none. */
  of(input: Input): RunPolicy | undefined;
  /** Each file once, in the order in which manifests led to it. */
  readonly all: readonly RunPolicy[];
  /** What is wrong with them, one message each. */
  readonly problems: readonly string[];
}

/**
 * Reads the policies that count for the manifests: each repository's own where `choice` is undefined, none where it is null, else that one file for
 * all. Throws {@link FileProblem} where a file that was named cannot be read.
 */
export async function readPolicies(inputs: readonly Input[], choice: string | null | undefined): Promise<RunPolicies> {
  const files = new Map<string, RunPolicy>();
  const places = new Map<string, string | undefined>();
  const named = typeof choice === 'string' ? resolve(choice) : undefined;
  if (named !== undefined && (await kindOf(named)) !== 'file') throw new FileProblem(`${choice ?? ''}: no such file`);
  for (const { folder } of choice === null ? [] : inputs) {
    const here = resolve(folder);
    if (places.has(here)) continue;
    const path = named ?? (await policyPlace(here, undefined));
    places.set(here, path);
    if (path === undefined || files.has(path)) continue;
    const file = await readPolicyFile(path);
    if (named !== undefined && file.trouble !== undefined) throw new FileProblem(file.trouble);
    if (file.text === '') continue; // there is none, or nothing in it
    const rulings = file.reading.policy.decisions.map((decision): Ruling => ({ scope: 'team', decision }));
    files.set(path, { ...file, name: relative('', path), rulings });
  }
  const all = [...files.values()];
  return {
    of: ({ folder }) => files.get(places.get(resolve(folder)) ?? ''),
    all,
    problems: all.flatMap((file) => policyProblems(file, file.name)),
  };
}

/** What a run judged, and from which paths it set out. */
export interface Judged {
  readonly inputs: readonly Input[];
  readonly reported: readonly Reported[];
  readonly paths: readonly string[];
  /** Everything under the paths was read. */
  readonly complete: boolean;
  readonly now: Instant;
}

/** What the decisions of every policy came to. That nobody names a package is known only where the whole of the policy's folder was read. */
export function reportsOf(policies: RunPolicies, { inputs, reported, paths, complete, now }: Judged): readonly PolicyReport[] {
  return policies.all.map((policy): PolicyReport => {
    const own = new Set(inputs.filter((input) => policies.of(input) === policy).map(({ path }) => path));
    const isWhole = complete && paths.some((path) => holds(resolve(path), dirname(policy.path)));
    const named = inputs
      .filter(({ path }) => own.has(path))
      .flatMap(({ manifest }) => manifest.dependencies.map(purlOfDependency));
    const decisions = standingsOf(policy.reading.policy.decisions, {
      scope: 'team',
      rulings: reported.filter(({ manifest }) => own.has(manifest)).flatMap(({ assessment }) => assessment.rulings),
      present: isWhole ? new Set(named.filter((purl): purl is Purl => purl !== null)) : undefined,
      now,
    });
    return { file: policy.name, decisions };
  });
}

/** What there is to say of decisions that do nothing any more, one line each with its place. */
export function staleLines(policies: RunPolicies, reports: readonly PolicyReport[]): readonly string[] {
  return policies.all.flatMap(({ name, text = '', reading }, at) => {
    const placeOf = placesIn(text);
    return (reports[at]?.decisions ?? []).flatMap(({ decision, state, because = '' }) => {
      if (state === 'used' || state === 'unknown') return [];
      const { line, column } = placeOf(reading.places.get(decision)?.start ?? 0);
      return [`${name}:${line}:${column}: ${MENDS[state](decisionName(decision), because)}`];
    });
  });
}

const MENDS: Readonly<Record<'expired' | 'worse' | 'unused', (name: string, because: string) => string>> = {
  expired: (name, because) => `expired: ${name} speaks again (${because}); renew or remove the decision`,
  worse: (name, because) => `no longer holds: ${name} was ${because}; decide anew or remove the decision`,
  unused: (name, because) => `unused: ${name}: ${because}; remove the decision`,
};

function holds(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
