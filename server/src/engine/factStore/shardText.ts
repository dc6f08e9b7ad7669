import * as z from 'zod/mini';
import type { Fact, Missing, Provenance } from '../../model/fact.ts';
import type { Instant } from '../../model/instant.ts';
import type { Entry } from './entry.ts';
import { hashOf } from './keyHash.ts';

/** The facts that a source provides, by their ids. `mark` tells this set from that of another version of Mainstay. */
export interface Provided {
  readonly ids: ReadonlySet<string>;
  readonly mark: string;
}

/** What a source with these facts provides. */
export function providedBy(ids: readonly string[]): Provided {
  return { ids: new Set(ids), mark: hashOf([...ids].sort().join(' ')).toString(36) };
}

/** Reasons as written; a word that is none of these is not believed. */
const WORDS: Readonly<Record<Missing, true>> = {
  pending: true,
  'not-found': true,
  'not-served': true,
  unauthorized: true,
  'rate-limited': true,
  offline: true,
  timeout: true,
  malformed: true,
  'too-large': true,
  unsupported: true,
  private: true,
  'switched-off': true,
  undated: true,
};
const isWhy = (word: unknown): word is Missing => typeof word === 'string' && Object.hasOwn(WORDS, word);

const Moment = z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/));
const Source = z.tuple([z.string(), z.string(), Moment], z.string());
const Written = z.object({
  at: Moment,
  failure: z.optional(z.catch(z.custom<Missing>(isWhy), 'malformed')),
  until: z.optional(z.catch(z.optional(Moment), undefined)),
  validator: z.optional(z.catch(z.optional(z.string()), undefined)),
  of: z.catch(z.string(), ''),
  from: z.array(z.unknown()),
  facts: z.record(z.string(), z.unknown()),
});
const Value = z.tuple([z.number(), z.unknown()]);

/**
 * One entry as one line of JSON in plain ASCII, `at` first: provenance once for all facts that share it, then each fact as a reference and
 * a value, or as the reason why it is not known.
 */
export function entryText({ at, failure, until, validator, facts }: Entry, { ids, mark }: Provided): string {
  const from: (readonly string[])[] = [];
  const places = new Map<string, number>();
  const written: Record<string, unknown> = {};
  for (const [id, fact] of facts) {
    if (!ids.has(id)) continue; // not to be kept
    if (fact.state === 'unknown') {
      written[id] = fact.why;
      continue;
    }
    const { source, url, fetchedAt, asOf } = fact.from;
    const place = [source, url, fetchedAt, ...(asOf === undefined ? [] : [asOf])];
    const key = place.join('\n');
    const index = places.get(key) ?? from.push(place) - 1;
    places.set(key, index);
    written[id] = [index, fact.value];
  }
  return inAscii(JSON.stringify({ at, failure, until, validator, of: mark, from, facts: written }, withoutAddresses));
}

/**
 * The entry of a line. Undefined where it is none; facts that are odd or not provided (any more) are left out. Where an odd one was, and
 * where its writer knew other facts, the entry is to be asked for anew.
 */
export function readEntry(line: string, { ids, mark }: Provided): Entry | undefined {
  const read = z.safeParse(Written, parsed(line));
  if (!read.success) return undefined;
  const { at, failure, validator } = read.data;
  const facts = new Map<string, Fact<unknown>>();
  const origins = read.data.from.map(readProvenance);
  let isWhole = read.data.of === mark;
  for (const [id, written] of Object.entries(read.data.facts)) {
    if (!ids.has(id)) continue;
    const fact = readFact(written, origins);
    if (fact) facts.set(id, fact);
    else isWhole = false;
  }
  const until = isWhole ? read.data.until : at;
  return {
    at,
    facts,
    ...(failure === undefined ? {} : { failure }),
    ...(until === undefined ? {} : { until }),
    ...(validator === undefined || !isWhole ? {} : { validator }),
  };
}

function readProvenance(written: unknown): Provenance | undefined {
  const read = z.safeParse(Source, written);
  if (!read.success) return undefined;
  const [source, url, fetchedAt, asOf] = read.data;
  return { source, url, fetchedAt, ...(asOf === undefined ? {} : { asOf }) };
}

function readFact(written: unknown, origins: readonly (Provenance | undefined)[]): Fact<unknown> | undefined {
  if (isWhy(written)) return { state: 'unknown', why: written };
  const read = z.safeParse(Value, written);
  const from = read.success ? origins[read.data[0]] : undefined;
  return read.success && from ? { state: 'known', value: read.data[1], from } : undefined;
}

/** When the entry of a line was last asked, without reading the rest of it; empty where the line is none. */
export function momentOf(line: string): Instant {
  return /^\{"at":"([^"]{24})"/.exec(line)?.[1] ?? '';
}

/** Texts of others (a notice, a README) may hold e-mail addresses; none is written down. A tag as `core@2.0.0-next.canary` is none. */
function withoutAddresses(key: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.includes('@') || key === 'validator') return value;
  return value.replace(/[\w.%+-]+@(?!v?\d+\.\d)(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}/g, '(e-mail address left out)');
}

/** JSON text with every character outside of ASCII escaped: a character is a byte then. */
export function inAscii(json: string): string {
  return json.replace(/[^\0-\x7f]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // a damaged line is no entry
    throw error;
  }
}
