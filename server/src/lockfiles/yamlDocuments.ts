import { parseAllDocuments } from 'yaml';

/**
 * The documents of a YAML text as plain values, every scalar a text (`1.10` is no number). Empty where the text is no YAML, aliases of aliases
 * included. Never throws.
 */
export function yamlDocuments(text: string): readonly unknown[] {
  try {
    const documents = parseAllDocuments(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false, schema: 'failsafe' });
    if (!Array.isArray(documents)) return [];
    if (documents.some(({ errors }) => errors.length > 0)) return [];
    return documents.map((document) => document.toJS({ maxAliasCount: 0 }) as unknown);
  } catch (error) {
    // The library recurses, and refuses aliases past the count: neither stands in what a package manager wrote.
    if (error instanceof RangeError || error instanceof ReferenceError) return [];
    throw error;
  }
}
