import type * as z from 'zod/mini';
import { readJson, type JsonObject } from '../formats/jsonTree.ts';
import { placesIn } from '../formats/textPlaces.ts';
import type { Decision } from '../model/decision.ts';
import type { Problem, Span } from '../model/manifest.ts';
import { purlKey } from '../model/purl.ts';
import type { KnownRule } from './choices.ts';
import { entryOf, pointAt, textsIn } from './jsonValue.ts';
import { doubled, slips, unknownKeys, type Mistake } from './mistakes.ts';
import { readPurl } from './purlText.ts';
import { createReader, type Part } from './reader.ts';
import { MOST, PEOPLE_KEYS, POLICY_KEYS, policyParts } from './schema.ts';
import { noPolicy, type TeamPolicy } from './teamPolicy.ts';

/** Largest policy file read: bytes, and UTF-16 units. */
export const MAX_POLICY = 1024 * 1024;
/** Most mistakes told of one file. */
const MAX_MISTAKES = 100;

/** A policy as read: what can be used, and every mistake once, in the order of the text. */
export interface PolicyReading {
  readonly policy: TeamPolicy;
  readonly problems: readonly Mistake[];
  /** Where each decision stands, from brace to brace. */
  readonly places: ReadonlyMap<Decision, Span>;
}

/** What is read of a policy that cannot be: which names are private in it is not known, so all are. */
export const unreadable: PolicyReading = {
  policy: { ...noPolicy, privatePatterns: ['*'] },
  problems: [],
  places: new Map(),
};

/**
 * Reads a policy: JSON with comments and trailing commas. Never throws. A mistake costs its own key, entry or decision only; but whatever is said
 * as a private pattern hides, be it with a mistake: in doubt a name stays here. An empty text is an empty policy.
 */
export function readPolicy(text: string, rules: readonly KnownRule[]): PolicyReading {
  if (text.length > MAX_POLICY) return { ...unreadable, problems: [TOO_LARGE] };
  if (text.trim() === '') return { policy: noPolicy, problems: [], places: new Map() };
  const { root, problems } = readJson(text);
  const read = createReader();
  const parts = policyParts(rules);
  const at = (name: (typeof POLICY_KEYS)[number]) => entryOf(root, name)?.value;
  const preset = read.one(at('preset'), parts.preset, 'preset')?.value;
  const patterns = at('privatePatterns');
  const hidden = privateIn(root, text, problems);
  read.list(patterns, parts.name, { what: 'a pattern', most: MOST.privatePatterns });
  const people: JsonObject | undefined = read.object(at('people'), PEOPLE_KEYS, 'part of “people”');
  const ofPeople = (name: (typeof PEOPLE_KEYS)[number]) => people && entryOf(people, name)?.value;
  const policy = {
    ...(preset === undefined ? {} : { preset }),
    rules: read.entries(at('rules'), parts.rules, 'rule'),
    thresholds: read.entries(at('thresholds'), parts.thresholds, 'threshold'),
    privatePatterns: hidden,
    people: {
      bots: valuesOf(read.list(ofPeople('bots'), parts.name, { what: 'a login', most: MOST.bots })),
      aliases: valuesOf(read.list(ofPeople('aliases'), parts.alias, { what: 'a human', most: MOST.aliases })),
    },
  };
  const names = Object.keys(parts.decision.shape);
  const { places, again } = placed(
    read.list(at('decisions'), parts.decision, { what: 'a decision', most: MOST.decisions, names }),
    text,
  );
  const broken = slips(problems);
  const stumbles = new Set(broken.map(({ span }) => span.start));
  const mistakes = [
    ...broken,
    ...doubled(root),
    ...unknownKeys(root, POLICY_KEYS, 'key of a policy'),
    // What is no JSON is no value either: said once.
    ...read.mistakes.filter(({ span }) => !stumbles.has(span.start)),
    ...again,
  ];
  return {
    policy: { ...policy, decisions: [...places.keys()] },
    problems: mistakes.sort((a, b) => a.span.start - b.span.start).slice(0, MAX_MISTAKES),
    places,
  };
}

/**
 * Every text said as a private pattern, whatever the key is spelled like and however often it stands; and all names where the file speaks of private
 * ones in a place or a state in which they cannot be read.
 */
function privateIn(root: JsonObject, text: string, problems: readonly Problem[]): readonly string[] {
  const own = root.entries.filter(({ key }) => /^private/i.test(key.value));
  const read = own.flatMap(({ value }) => (value ? textsIn(value) : [])).filter((pattern) => pattern.trim() !== '');
  const firstSlip = Math.min(...problems.map(({ span }) => span.start));
  const areWhole = own.every(({ value }) => value !== undefined && value.span.end <= firstSlip);
  const said = text.match(problems.length > 0 ? /["']?private\w*["']?/gi : /"private\w*"\s*:/gi)?.length ?? 0;
  const isLost = said > own.length || (problems.length > 0 && !areWhole);
  return isLost && said > 0 ? [...read, '*'] : read;
}

const TOO_LARGE: Mistake = {
  span: { start: 0, end: 0 },
  message: 'larger than 1 MiB and not read, so every name is kept back; remove old decisions',
  bySchema: false,
};

function valuesOf<T>(parts: readonly Part<T>[]): readonly T[] {
  return parts.map(({ value }) => value);
}

type Stated = z.infer<ReturnType<typeof policyParts>['decision']>;

/** The decisions, each once and with its place. */
function placed(
  given: readonly Part<Stated>[],
  text: string,
): { readonly places: ReadonlyMap<Decision, Span>; readonly again: readonly Mistake[] } {
  const places = new Map<Decision, Span>();
  const first = new Map<string, Span>();
  const again: Mistake[] = [];
  const placeOf = placesIn(text);
  for (const { value, node } of given) {
    const decision = decisionOf(value);
    const key = JSON.stringify([decision.rule, purlKey(decision.purl), decision.subject ?? null]);
    const before = first.get(key);
    if (before) {
      const { line } = placeOf(before.start);
      again.push({
        span: pointAt(node),
        message: `line ${line} decides the same, and that counts; remove one of them`,
        bySchema: false,
      });
    } else {
      first.set(key, node.span);
      places.set(decision, node.span);
    }
  }
  return { places, again };
}

function decisionOf({ purl, accepted, standing, severity, subject, ...said }: Stated): Decision {
  return {
    ...said,
    purl: readPurl(purl) ?? (purl as Decision['purl']), // the schema lets through what can be read
    ...(accepted === undefined ? {} : { accepted }),
    ...(standing === undefined ? {} : { standing }),
    ...(severity === undefined ? {} : { severity }),
    ...(subject === undefined ? {} : { subject }),
  };
}
