import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import sarif from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };

const published = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../docs/schema/${name}`, import.meta.url), 'utf8')) as object;

/** A schema that lets no undescribed field through: what we print is described, while readers are to expect more. */
function tight(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(tight);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, tight(value)]));
  return 'properties' in schema && !('additionalProperties' in schema) && schema.properties !== undefined && 'type' in schema
    ? { ...inner, additionalProperties: false }
    : inner;
}

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  unicodeRegExp: false, // a pattern of the official schema is none with it
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'https://example.org/') && !/[\s\\"<>^`{|}]/.test(text),
    'date-time': (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(text),
  },
});
for (const name of ['check-1.schema.json', 'review-1.schema.json', 'signoff-1.schema.json'])
  ajv.addSchema(tight(published(name)) as object, name);
// The official schema is of draft 4; it uses no word that means another thing since.
const { $schema: _draft, id: _id, ...official } = sarif;
ajv.addSchema(official, 'sarif');

/** What of a value is not as a schema says, one line each. */
export function breaches(
  schema: 'check-1.schema.json' | 'review-1.schema.json' | 'signoff-1.schema.json' | 'sarif',
  value: unknown,
): readonly string[] {
  const validate = ajv.getSchema(schema);
  if (validate === undefined) throw new Error(`no schema ${schema}`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
