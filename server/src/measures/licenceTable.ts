import ratings from '@blueoak/list/index.json' with { type: 'json' };

/** What a licence asks of those who build on the work. Network copyleft counts as strong. */
export type LicenceCategory = 'permissive' | 'weak copyleft' | 'strong copyleft' | 'non-open';

/** Identifiers of permissive licences, in lower case: Blue Oak Council's permissive licence list, all ratings. */
const PERMISSIVE: ReadonlySet<string> = new Set(ratings.flatMap(({ licenses }) => licenses.map(({ id }) => id.toLowerCase())));

/**
 * Families of copyleft licences by their identifiers. Source: the families of Blue Oak Council's Guide to Copyleft (weak; strong, network and
 * maximal taken together), with the other versions that SPDX lists of the same licences.
 */
const WEAK = /^(?:LGPL-\S+|MPL-\S+|EPL-\S+|CDDL-\S+|CPL-1\.0|IPL-1\.0|MS-RL|ErlPL-1\.1|SPL-1\.0)$/i;
const STRONG =
  /^(?:A?GPL-\d\S*|APSL-\S+|BSD-Protection|CAL-1\.0\S*|copyleft-next-\S+|CPAL-1\.0|EUPL-\S+|NPOSL-3\.0|OSL-\d\S*|Parity-\S+|QPL-1\.0\S*|RPL-1\.\S+|RPSL-1\.0|Sleepycat)$/i;

/**
 * Identifiers of licences whose source is published and whose use is restricted. Source: ScanCode's categories (source-available, restricted)
 * where no list of open licences says otherwise; the texts themselves of `MS-LPL` (Windows only) and `Aladdin` (not for money; the FSF calls it
 * non-free).
 */
const NON_OPEN =
  /^(?:BUSL-1\.1|SSPL-1\.0|Elastic-2\.0|PolyForm-\S+|CC-BY-NC(?:-\S+)?|CC-BY-ND(?:-\S+)?|Hippocratic-\S+|SUL-1\.0|BSD-3-Clause-No-Nuclear-License|MS-LPL|FSL-1\.1-\S+|Aladdin)$/i;

/**
 * Identifiers that are not judged, in lower case. Of the first row Blue Oak's list says permissive and ScanCode restricted; of the last the FSF
 * says non-free and ScanCode not; of the others only ScanCode says anything: restricted, which may be no more than a notice about exports.
 */
const UNJUDGED: ReadonlySet<string> = new Set(
  `
  BSD-3-Clause-No-Nuclear-License-2014 BSD-3-Clause-No-Nuclear-Warranty HPND-export-US
  ASWF-Digital-Assets-1.0 ASWF-Digital-Assets-1.1 BSD-3-Clause-No-Military-License C-UDA-1.0 Caldera CPOL-1.02
  HPND-export-US-acknowledgement HPND-UC-export-US JPL-image NCGL-UK-2.0 SGI-B-1.0 SISSL-1.2 SOFA Unicode-TOU
  JSON OPL-1.0 PPL
`
    .trim()
    .toLowerCase()
    .split(/\s+/),
);

/** Whether an identifier, in whatever case, is of a licence that restricts use. */
export function restrictsUse(licence: string): boolean {
  return NON_OPEN.test(licence);
}

/** Whether lists disagree about an identifier, or only one of them says that its licence restricts use. */
export function isUnjudged(licence: string): boolean {
  return UNJUDGED.has(licence.toLowerCase());
}

/** Exceptions to a strong copyleft that let other work be linked with it under terms of its own. Source: the SPDX list of exceptions, by their texts. */
const LINKING =
  /^(?:389|Classpath|eCos|Fawkes-Runtime|FLTK|freertos|GCC|GNAT|GNU-compiler|gnu-javamail|GPL-3\.0-(?:interface|linking(?:-source)?)|i2p-gpl-java|mif|Qt-GPL|SWI|WxWindows)-exception/i;

/** What SPDX wrote before it had exceptions: `GPL-2.0-with-classpath-exception`. */
const WITH_EXCEPTION = /^(GPL-\d\.\d)-with-(.+-exception)$/i;
/** Deprecated identifiers that name no exception, and what SPDX says to write instead. */
const RENAMED: ReadonlyMap<string, readonly [licence: string, exception: string]> = new Map([
  ['ecos-2.0', ['GPL-2.0-or-later', 'eCos-exception-2.0']],
  ['wxwindows', ['GPL-2.0-or-later', 'WxWindows-exception-3.1']],
]);

/** The category of one SPDX identifier, in whatever case; undefined for what is in no table. */
export function categoryOfIdentifier(licence: string, exception?: string): LicenceCategory | undefined {
  if (restrictsUse(licence)) return 'non-open';
  if (isUnjudged(licence)) return undefined;
  const [, base, within] = WITH_EXCEPTION.exec(licence) ?? [undefined, ...(RENAMED.get(licence.toLowerCase()) ?? [])];
  if (base !== undefined) return categoryOfIdentifier(base, within);
  if (PERMISSIVE.has(licence.toLowerCase())) return 'permissive';
  if (WEAK.test(licence)) return 'weak copyleft';
  if (!STRONG.test(licence)) return undefined;
  return exception !== undefined && LINKING.test(exception) ? 'weak copyleft' : 'strong copyleft';
}

/**
 * Ways of writing well-known licences that are no SPDX identifier, reduced to letters, digits and dots without filler words, and one identifier of
 * that category: a bare `BSD` may be any of them, and all are permissive.
 */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^sspl(?:v?1(?:\.0)?)?$/, 'SSPL-1.0'],
  [/^bsl1\.1$/, 'BUSL-1.1'],
  [/^mit(?:x11|expat)?$|^x11$|^expat$/, 'MIT'],
  [/^isc$/, 'ISC'],
  [/^apachev?2(?:\.0)?$/, 'Apache-2.0'],
  [/^(?:new|modified|revised|simplified)?bsd(?:[234](?:clause)?)?$/, 'BSD-3-Clause'],
  [/^zlib(?:libpng)?$/, 'Zlib'],
  [/^mplv?2(?:\.0)?$/, 'MPL-2.0'],
  [/^eplv?[12](?:\.0)?$/, 'EPL-2.0'],
  [/^(?:gnu)?lgplv?(?:2|2\.1|3)?(?:\.0)?(?:\+|only|orlater)?$/, 'LGPL-3.0-or-later'],
  [/^(?:gnu)?agplv?3?(?:\.0)?(?:\+|only|orlater)?$/, 'AGPL-3.0-or-later'],
  [/^(?:gnu)?gplv?[23]?(?:\.0)?(?:\+|only|orlater)?$/, 'GPL-3.0-or-later'],
];

/** One identifier of the category that a well-known licence written in plain words has; undefined for other text. */
export function identifierOfWords(text: string): string | undefined {
  const reduced = text
    .toLowerCase()
    .replace(/\b(?:the|licen[sc]e|version)\b/g, '')
    .replace(/[^a-z0-9.+]/g, '');
  return SPELLINGS.find(([spelling]) => spelling.test(reduced))?.[1];
}
