/** Longest line that a part is kept on. */
const WIDTH = 200;

/** JSON that reads well in a diff: a part that fits on a line stands on one, others take a line for each of their parts. Keys keep their order. */
export function compactJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || (indent !== '' && indent.length + line.length <= WIDTH && isFlat(value)))
    return spaced(value, line);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + compactJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  if (entries.length === 0) return '{}';
  return `{\n${entries.map(([key, part]) => `${inner}${JSON.stringify(key)}: ${compactJson(part, inner)}`).join(',\n')}\n${indent}}`;
}

/** Whether nothing in it holds further parts two deep: what nests is for more than one line. */
function isFlat(value: object): boolean {
  return Object.values(value).every(
    (part: unknown) => typeof part !== 'object' || part === null || Object.values(part).every((one) => typeof one !== 'object'),
  );
}

/** One line with spaces behind colons and commas. */
function spaced(value: unknown, line: string): string {
  if (typeof value !== 'object' || value === null) return line;
  const parts = Array.isArray(value)
    ? value.map((item) => spaced(item, JSON.stringify(item)))
    : Object.entries(value).flatMap(([key, part]) =>
        part === undefined ? [] : [`${JSON.stringify(key)}: ${spaced(part, JSON.stringify(part))}`],
      );
  if (parts.length === 0) return Array.isArray(value) ? '[]' : '{}';
  return Array.isArray(value) ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
}
