import { parseDocument } from 'yaml';

const MAX_CHARACTERS = 100_000;
const MAX_ALIASES = 100;
/** An alias as far as it can be told without parsing: each costs a walk over the whole document. */
const ALIAS = /(?:^|[\s[{,:])\*[^\s,[\]{}]/gm;

/** The value of a YAML text; undefined where it is none, or too much. Never throws. */
export function readYaml(text: string): unknown {
  if (text.length > MAX_CHARACTERS || (text.match(ALIAS)?.length ?? 0) > MAX_ALIASES) return undefined;
  // Pretty errors are looked up in the text one by one, and a broken one has as many as characters.
  const document = parseDocument(text, { logLevel: 'silent', uniqueKeys: false, prettyErrors: false });
  if (document.errors.length > 0) return undefined;
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown;
  } catch (error) {
    if (error instanceof ReferenceError) return undefined; // an alias of nothing, or a bomb of them
    throw error;
  }
}
