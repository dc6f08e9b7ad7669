import * as z from 'zod/mini';
import { readJson } from '../formats/jsonTree.ts';
import { placesIn } from '../formats/textPlaces.ts';
import { CHANGE_KINDS } from '../model/change.ts';
import type { SignedOff, Signoff } from '../model/signoff.ts';
import { STANDINGS } from '../model/standing.ts';
import { entryOf } from './jsonValue.ts';
import { slips, type Mistake } from './mistakes.ts';
import { readPurl } from './purlText.ts';
import { createReader } from './reader.ts';

/** Where records stand, from the repository's top on: one file for each approval. */
export const SIGNOFF_FOLDER = '.mainstay/signoffs';
/** The version of their shape (docs/schema/signoff-1.schema.json). */
export const SIGNOFF_SCHEMA = 1;
/** Largest record read, UTF-16 units. */
export const MAX_SIGNOFF = 8 * 1024 * 1024;
/** Most packages read of one. */
const MOST_PACKAGES = 20_000;

const day = () => z.iso.date('expected a day of the calendar as YYYY-MM-DD');
const approvedPart = z.object({
  by: z.string().check(z.maxLength(200), z.regex(/\S/, 'expected some text, not an empty one')),
  on: day(),
  until: day(),
});
const told = <T extends z.ZodMiniType>(value: T) => z.catch(z.optional(z.object({ value })), undefined);
const dependencyPart = z.object({
  manifest: z.string(),
  purl: z.nullable(z.string()),
  change: z.enum(CHANGE_KINDS),
  version: z.nullable(z.string()),
  standing: z.optional(z.enum(STANDINGS)),
  findings: z.catch(z.array(z.object({ rule: z.string() })), []),
  facts: z.catch(z.object({ 'can-publish': told(z.int().check(z.minimum(0))), 'version-licence': told(z.string()) }), {
    'can-publish': undefined,
    'version-licence': undefined,
  }),
});

/** A record as read; undefined where it says too little to be one, and then why, at its place. */
export interface SignoffReading {
  readonly signoff: Signoff | undefined;
  /** `file:line:column: message` of the first thing that is wrong; undefined where nothing is. */
  readonly problem: string | undefined;
}

/** Reads a record. Never throws. A package that cannot be read costs itself only; of several mistakes the first is told. */
export function readSignoff(text: string, file: string): SignoffReading {
  if (text.length > MAX_SIGNOFF) return { signoff: undefined, problem: `${file}: larger than 8 MiB, not read` };
  const { root, problems } = readJson(text);
  const read = createReader();
  const schema = read.one(entryOf(root, 'schema')?.value, z.int(), 'schema')?.value;
  const placed = ({ span, message }: Mistake) => {
    const { line, column } = placesIn(text)(span.start);
    return `${file}:${line}:${column}: ${message}`;
  };
  if (schema !== undefined && schema !== SIGNOFF_SCHEMA)
    return {
      signoff: undefined,
      problem: `${file}: a sign-off record of schema ${schema}, which this version of Mainstay does not know`,
    };
  const approved = read.one(entryOf(root, 'approved')?.value, approvedPart, '“approved”')?.value;
  const items = read.list(entryOf(root, 'dependencies')?.value, dependencyPart, { what: 'a dependency', most: MOST_PACKAGES });
  const [mistake] = [...slips(problems), ...read.mistakes].sort((a, b) => a.span.start - b.span.start);
  const signoff = schema === undefined || approved === undefined ? undefined : { file, ...approved, packages: packagesOf(items) };
  const problem =
    mistake !== undefined
      ? placed(mistake)
      : signoff === undefined
        ? `${file}: no sign-off record: “schema” or “approved” is missing`
        : undefined;
  return { signoff, problem };
}

function packagesOf(items: readonly { readonly value: z.infer<typeof dependencyPart> }[]): readonly SignedOff[] {
  return items.flatMap(({ value: { manifest, purl: text, change, version, standing, findings, facts } }) => {
    const purl = text === null ? undefined : readPurl(text);
    if (purl === undefined) return [];
    return [
      {
        manifest,
        purl,
        change,
        version: version ?? undefined,
        standing: standing === 'unknown' ? undefined : standing,
        accounts: facts['can-publish']?.value,
        licence: facts['version-licence']?.value,
        rules: findings.map(({ rule }) => rule),
      },
    ];
  });
}
