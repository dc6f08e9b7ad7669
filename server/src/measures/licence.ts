import parse from 'spdx-expression-parse';

/** Whether a licence lets anyone use, change and pass on the work; `unknown` where its text or name says too little. */
export type Openness = 'open' | 'non-open' | 'unknown';

/**
 * SPDX identifiers of licences that are published source but neither OSI-approved nor free: use is restricted.
 * Source: the SPDX licence list and OSI's list of approved licences.
 */
const NON_OPEN =
  /^(BUSL-1\.1|SSPL-1\.0|Elastic-2\.0|PolyForm-.+|CC-BY-NC(-.+)?|CC-BY-ND(-.+)?|Parity-.+|Hippocratic-2\.1|JPNIC|BSD-Protection|BSD-3-Clause-No-Nuclear-License(-2014)?|MS-LPL|FSL-1\.1-.+|Aladdin)$/;

/**
 * Words without an SPDX identifier of their own that say the same; npm's own word for "no licence granted" among them. A bare `BSL` is not:
 * it is Boost's licence as often as the Business Source Licence.
 */
const NON_OPEN_WORDS =
  /^(UNLICENSED|LicenseRef-(RSAL|BUSL|SSPL|Redis|Confluent|Elastic|Commons-Clause).*|RSAL(v?2)?|BSL[- ]?1\.1|SSPL(v1)?)$/i;

/** SPDX's word for "no licence at all", as SPDX spells it: `none` in other letters may only be a blank that was filled in. */
const NO_LICENCE = 'NONE';

/** The openness of a licence as published: a choice (`OR`) is as open as its most open part, a sum (`AND`) as its least. */
export function openness(licence: string): Openness {
  const text = licence.trim();
  if (text === NO_LICENCE || NON_OPEN_WORDS.test(text)) return 'non-open';
  try {
    return opennessOf(parse(text));
  } catch (error) {
    if (error instanceof Error) return 'unknown'; // no SPDX expression: its text would have to be read by a person
    throw error;
  }
}

function opennessOf(part: parse.Info): Openness {
  if ('license' in part) {
    if (NON_OPEN.test(part.license) || NON_OPEN_WORDS.test(part.license)) return 'non-open';
    return part.license.startsWith('LicenseRef-') || part.license.startsWith('DocumentRef-') ? 'unknown' : 'open';
  }
  const sides = [opennessOf(part.left), opennessOf(part.right)];
  const order: readonly Openness[] =
    part.conjunction === 'or' ? ['open', 'unknown', 'non-open'] : ['non-open', 'unknown', 'open'];
  return order.find((word) => sides.includes(word)) ?? 'unknown';
}
