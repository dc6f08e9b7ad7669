import * as facts from '../../facts/package.ts';
import { accessRuns, engineRuns, repositoryRuns } from '../../facts/packageVersions.ts';
import type { AnyFactKey, Missing } from '../../model/fact.ts';

/** Room for the facts of one package, as bytes of JSON. */
export const MAX_FACT_BYTES = 4096;

/** One fact that a document gives, or why it gives none. */
export type Reduced = { readonly key: AnyFactKey; readonly value: unknown } | { readonly key: AnyFactKey; readonly why: Missing };

/** A list that may lose its oldest entries: where they stand, how few it keeps at least, and how dearly its bytes are given up. */
interface Shrinkable {
  readonly oldest: 'first' | 'last';
  readonly floor: number;
  readonly worth: number;
}

const runs: Shrinkable = { oldest: 'first', floor: 3, worth: 1 };
/** Nothing is judged by them: they are told of a change only, and go before what is. */
const told: Shrinkable = { oldest: 'first', floor: 1, worth: 0.3 };
const SHRINKABLE: Readonly<Record<string, Shrinkable>> = {
  [facts.releases.id]: { oldest: 'first', floor: 20, worth: 3 },
  [facts.publisherRuns.id]: { oldest: 'first', floor: 4, worth: 1.5 },
  [facts.releaseLines.id]: { oldest: 'last', floor: 6, worth: 1 },
  [facts.minorHeads.id]: { oldest: 'last', floor: 12, worth: 1 },
  [facts.deprecationRuns.id]: runs,
  [facts.licenceRuns.id]: runs,
  [facts.attestationRuns.id]: runs,
  [facts.installScriptRuns.id]: runs,
  [accessRuns.id]: told,
  [repositoryRuns.id]: told,
  [engineRuns.id]: told,
};

/** What a list gives up at a time. */
const STEP = 0.15;

/**
 * The facts in {@link MAX_FACT_BYTES} of JSON. Lists lose oldest entries only, the largest list first and releases last: what is left is
 * right as far as it goes, and what was dropped is unknown rather than wrong. Lists that mean nothing unless whole (releasers, withdrawn
 * versions, funding) stay whole; where there is no room for one beside the shortest of the others it is `too-large`.
 */
export function fit(reduced: readonly Reduced[]): readonly Reduced[] {
  const shrunk = shrink(reduced);
  if (bytesOf(shrunk) <= MAX_FACT_BYTES) return shrunk;
  const isTold = (fact: Reduced) => 'value' in fact && SHRINKABLE[fact.key.id] === told;
  if (reduced.some(isTold)) return fit(reduced.map((fact) => (isTold(fact) ? { key: fact.key, why: 'too-large' } : fact)));
  const sizes = shrunk.map(bytesOfOne);
  const largest = sizes.indexOf(Math.max(...sizes));
  return fit(reduced.map((fact, at) => (at === largest ? { key: fact.key, why: 'too-large' } : fact)));
}

/** Bytes of the known values as JSON, their ids included. */
export function bytesOf(reduced: readonly Reduced[]): number {
  return 2 + reduced.reduce((sum, fact) => sum + bytesOfOne(fact), 0);
}

/** `"id":value,` in UTF-8. */
function bytesOfOne(fact: Reduced): number {
  if (!('value' in fact)) return 0;
  return new TextEncoder().encode(JSON.stringify(fact.value)).length + fact.key.id.length + '"":,'.length;
}

function shrink(reduced: readonly Reduced[]): readonly Reduced[] {
  const facts = [...reduced];
  const sizes = facts.map(bytesOfOne);
  let total = bytesOf(facts);
  while (total > MAX_FACT_BYTES) {
    const weights = facts.map((fact, at) => (canShrink(fact) ? (sizes[at] ?? 0) / (SHRINKABLE[fact.key.id]?.worth ?? 1) : 0));
    const heaviest = weights.indexOf(Math.max(...weights));
    const fact = facts[heaviest];
    if (fact === undefined || (weights[heaviest] ?? 0) === 0) break;
    const shorter = withoutOldest(fact);
    facts[heaviest] = shorter;
    total += bytesOfOne(shorter) - (sizes[heaviest] ?? 0);
    sizes[heaviest] = bytesOfOne(shorter);
  }
  return facts;
}

function canShrink(fact: Reduced): boolean {
  return 'value' in fact && listOf(fact.value).length > (SHRINKABLE[fact.key.id]?.floor ?? Infinity);
}

/** The list that a value is or (releases) holds. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const { stable } = (value ?? {}) as { stable?: unknown };
  return Array.isArray(stable) ? stable : [];
}

function withoutOldest(fact: Reduced): Reduced {
  const rule = SHRINKABLE[fact.key.id];
  if (!('value' in fact) || rule === undefined) return fact;
  const list = listOf(fact.value);
  const count = Math.max(rule.floor, Math.min(list.length - 1, Math.floor(list.length * (1 - STEP))));
  const kept = rule.oldest === 'first' ? list.slice(-count) : list.slice(0, count);
  return { key: fact.key, value: Array.isArray(fact.value) ? kept : { ...(fact.value as object), stable: kept } };
}
