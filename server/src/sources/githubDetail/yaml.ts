import { parseDocument } from 'yaml';

const MAX_CHARACTERS = 100_000;
const MAX_ALIASES = 100;

/** The value of a YAML text; undefined where it is none, or too much. Never throws. */
export function readYaml(text: string): unknown {
  if (text.length > MAX_CHARACTERS) return undefined;
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined; // an alias of nothing, or a bomb of them
    throw error;
  }
}
