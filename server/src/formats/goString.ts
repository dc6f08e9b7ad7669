const SIMPLE: Readonly<Record<string, number>> = { a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, '"': 34 };
const ESCAPE = /\\(?:([abfnrtv\\"])|([0-3][0-7]{2})|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))/y;

/**
 * What the inside of a Go string in double quotes says; undefined where an escape is none of Go's. Byte escapes (`\xc3\xa9`) are read
 * together as UTF-8. Source: go.dev/ref/spec#String_literals.
 */
export function decodeGoString(inside: string): string | undefined {
  if (!inside.includes('\\')) return inside;
  const bytes: number[] = [];
  let at = 0;
  while (at < inside.length) {
    const next = inside.indexOf('\\', at);
    const plain = inside.slice(at, next === -1 ? inside.length : next);
    bytes.push(...new TextEncoder().encode(plain));
    if (next === -1) break;
    ESCAPE.lastIndex = next;
    const escape = ESCAPE.exec(inside);
    const encoded = escape === null ? undefined : bytesOf(escape);
    if (encoded === undefined) return undefined;
    bytes.push(...encoded);
    at = ESCAPE.lastIndex;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array(bytes));
}

function bytesOf([, simple, octal, hex, short, long]: RegExpExecArray): Iterable<number> | undefined {
  if (simple !== undefined) return [SIMPLE[simple] ?? 0];
  if (octal !== undefined) return [Number.parseInt(octal, 8)];
  if (hex !== undefined) return [Number.parseInt(hex, 16)];
  const code = Number.parseInt(short ?? long ?? '', 16);
  const surrogate = code >= 0xd800 && code <= 0xdfff;
  return surrogate || code > 0x10ffff ? undefined : new TextEncoder().encode(String.fromCodePoint(code));
}
