import parse from 'spdx-expression-parse';
import { categoryOfIdentifier, identifierOfWords, isUnjudged, restrictsUse, type LicenceCategory } from './licenceTable.ts';

/** Whether a licence lets anyone use, change and pass on the work; `unknown` where its text or name says too little. */
export type Openness = 'open' | 'non-open' | 'unknown';

/**
 * Words without an SPDX identifier of their own that say the use is restricted; npm's own word for "no licence granted" among them. A bare `BSL` is
 * not: it is Boost's licence as often as the Business Source Licence.
 */
const NON_OPEN_WORDS = /^(UNLICENSED|RSAL(v?2)?|BSL[- ]?1\.1|SSPL(v1)?)$/i;
/** How names begin that people gave such licences as references of their own. */
const NON_OPEN_REFERENCES = /^(RSAL|BUSL|SSPL|Redis|Confluent|Elastic|Commons-Clause)\S*$/i;
const REFERENCE = /^LicenseRef-/i;

/** What stands between the names of an expression; `GPLv2 or later` is one name. */
const BETWEEN_NAMES = /([()]|\s(?:AND|OR(?!\s+later\b))\s)/i;

/** SPDX's word for "no licence at all", as SPDX spells it: `none` in other letters may only be a blank that was filled in. */
const NO_LICENCE = 'NONE';

/** The openness of a licence as published: a choice (`OR`) is as open as its most open part, a sum (`AND`) as its least. */
export function openness(licence: string): Openness {
  const text = licence.trim();
  if (isRestricted(text)) return 'non-open';
  const expression = parsed(text) ?? parsed(withNamesKnown(text));
  // What is no SPDX expression would have to be read by a person.
  return expression === undefined ? 'unknown' : opennessOf(expression);
}

/**
 * What a licence as published asks for: a choice (`OR`) as much as its mildest part, a sum (`AND`) as much as its strictest, an exception that
 * allows linking (`WITH`) makes strong copyleft weak. Well-known names in plain words count (`Apache 2.0`). Undefined where a part that decides is
 * in no table, and for text that only a person can read.
 */
export function licenceCategory(licence: string): LicenceCategory | undefined {
  const text = licence.trim();
  if (isRestricted(text)) return 'non-open';
  const expression = parsed(text) ?? parsed(identifierOfWords(text) ?? withNamesKnown(text, identifierOfWords));
  return expression === undefined ? categoryOfIdentifier(text) : categoryOf(expression);
}

/**
 * Whether two licences as published are one in other words (`(MIT)`, `Apache 2.0`, the sides of a choice in another order). Undefined where one of them
 * is no name that is known, and their texts differ: what they grant only a person can read.
 */
export function isSameLicence(one: string, other: string): boolean | undefined {
  if (one.trim().toLowerCase() === other.trim().toLowerCase()) return true;
  const [a, b] = [one, other].map(
    (text) => parsed(text.trim()) ?? parsed(identifierOfWords(text) ?? withNamesKnown(text, identifierOfWords)),
  );
  return a === undefined || b === undefined ? undefined : canonical(a) === canonical(b);
}

function canonical(part: parse.Info): string {
  if ('license' in part) return [part.license, part.plus === true ? '+' : '', part.exception ?? ''].join(' ').toLowerCase();
  const sides = (side: parse.Info): readonly string[] =>
    'conjunction' in side && side.conjunction === part.conjunction
      ? [...sides(side.left), ...sides(side.right)]
      : [canonical(side)];
  return `(${[...new Set(sides(part))].sort().join(` ${part.conjunction} `)})`;
}

const MILDEST_FIRST: readonly LicenceCategory[] = ['permissive', 'weak copyleft', 'strong copyleft', 'non-open'];

function categoryOf(part: parse.Info): LicenceCategory | undefined {
  if ('license' in part) return isRestricted(part.license) ? 'non-open' : categoryOfIdentifier(part.license, part.exception);
  const sides = [categoryOf(part.left), categoryOf(part.right)];
  const order = part.conjunction === 'or' ? MILDEST_FIRST : [...MILDEST_FIRST].reverse();
  const decisive = order.find((category) => sides.includes(category));
  // Beside an unknown part only the end of the scale is certain: nothing is milder than permissive, or stricter than non-open.
  return sides.includes(undefined) && decisive !== order[0] ? undefined : decisive;
}

/** Whether a name stands for terms that restrict use. */
function isRestricted(licence: string): boolean {
  const name = licence.replace(REFERENCE, '');
  if (restrictsUse(name) || NON_OPEN_WORDS.test(name)) return true;
  return name === licence ? name === NO_LICENCE : NON_OPEN_REFERENCES.test(name);
}

/**
 * An expression in which the names that are no SPDX identifiers can be read: what `spelled` knows by another name has that, and what is known as a whole
 * licence is a reference. A name that nobody knows stays, and the expression is none.
 */
function withNamesKnown(text: string, spelled: (name: string) => string | undefined = () => undefined): string {
  const known = (name: string): string => {
    if (name === '' || parsed(name) !== undefined) return name;
    const isKnown = isRestricted(name) || identifierOfWords(name) !== undefined;
    return spelled(name) ?? (isKnown ? `LicenseRef-${name.replace(/[^a-z0-9.-]/gi, '-')}` : name);
  };
  // Of a split by a group every second part is what that group found.
  return text
    .split(BETWEEN_NAMES)
    .map((part, at) => (at % 2 === 1 ? part : known(part.trim())))
    .join('');
}

function parsed(text: string): parse.Info | undefined {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function opennessOf(part: parse.Info): Openness {
  if ('license' in part) {
    if (isRestricted(part.license)) return 'non-open';
    return isUnjudged(part.license) || /^(?:LicenseRef|DocumentRef)-/.test(part.license) ? 'unknown' : 'open';
  }
  const sides = [opennessOf(part.left), opennessOf(part.right)];
  const order: readonly Openness[] =
    part.conjunction === 'or' ? ['open', 'unknown', 'non-open'] : ['non-open', 'unknown', 'open'];
  return order.find((word) => sides.includes(word)) ?? 'unknown';
}
