/** What of a file is read: titles stand at its beginning, behind a copyright line or a page of parameters at most. */
const BEGINNING = 6_000;
/** Two licences that a file names this early are both its licences, or what it chooses between. */
const OPENING = 1_500;

type Known = readonly [licence: string, title: RegExp];

/** Licences whose text names another one as what they become or rest on: where the title stands, the other is not the file's licence. */
const BEFORE_ALL: readonly Known[] = [
  ['BUSL-1.1', /\bBusiness Source License 1\.1\b/i],
  ['FSL-1.1-ALv2', /\bFunctional Source License, Version 1\.1, (?:ALv2|Apache(?:-| )2\.0)\b/i],
  ['FSL-1.1-MIT', /\bFunctional Source License, Version 1\.1, MIT\b/i],
  ['LicenseRef-Commons-Clause', /\bCommons Clause["”]? License Condition\b/i],
];

/** Licences that restrict use, by the titles their texts begin with. */
const RESTRICTING: readonly Known[] = [
  ['RSALv2', /\bRedis Source Available License (?:v ?2|2\.0)\b|\bRSALv2\b/i],
  ['SSPL-1.0', /\bServer Side Public License\b/i],
  ['Elastic-2.0', /\bElastic License 2\.0\b/i],
  ['PolyForm-Noncommercial-1.0.0', /\bPolyForm Noncommercial License 1\.0\.0\b/i],
  ['PolyForm-Small-Business-1.0.0', /\bPolyForm Small Business License 1\.0\.0\b/i],
];

/** Open licences, by their titles, else by the sentence that no other has; a GNU title is followed by its version. */
const OPEN: readonly Known[] = [
  ['AGPL-3.0', /\b(?:GNU )?Affero General Public License\b/i],
  ['LGPL-3.0', /\bGNU Lesser General Public License,? (?:Version 3|v3)/i],
  ['LGPL-2.1', /\bGNU Lesser General Public License,? (?:Version 2\.1|v2\.1)/i],
  ['GPL-3.0', /\bGNU General Public License,? (?:Version 3|v3)/i],
  ['GPL-2.0', /\bGNU General Public License,? (?:Version 2|v2)/i],
  ['MPL-2.0', /\bMozilla Public License,? (?:Version |v\.? ?)?2\.0/i],
  ['EPL-2.0', /\bEclipse Public License (?:- )?v ?2\.0/i],
  ['Apache-2.0', /\bApache License,? (?:Version )?2\.0/i],
  ['MIT', /\bPermission is hereby granted, free of charge, to any person obtaining a copy\b/i],
  ['ISC', /\bPermission to use, copy, modify, and(?:\/or)? distribute this software for any purpose with or without fee\b/i],
  ['BSD-3-Clause', /\bRedistribution and use in source and binary forms\b.*\bNeither the name\b/i],
  ['BSD-2-Clause', /\bRedistribution and use in source and binary forms\b/i],
];

/**
 * The licences that a licence file calls itself by: SPDX identifiers, or the licence's own short name where SPDX has none. Several where it
 * offers or joins several that restrict use; none where the text is not known by sight, or names open and restricting ones side by side: which
 * of them counts, a person has to read.
 */
export function licencesInText(text: string): readonly string[] {
  const beginning = text.slice(0, BEGINNING).replace(/\s+/g, ' ');
  const opening = beginning.slice(0, OPENING);
  const first = BEFORE_ALL.find(([, title]) => title.test(beginning));
  if (first) return [first[0]];
  const restricting = RESTRICTING.filter(([, title]) => title.test(opening)).map(([licence]) => licence);
  const open = OPEN.find(([, title]) => title.test(opening)) ?? OPEN.find(([, title]) => title.test(beginning));
  if (restricting.length === 0) return open ? [open[0]] : [];
  return open && open[1].test(opening) ? [] : restricting;
}
