import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSpan, escapeMarkdown, httpsUrl, linkTo, oneLine } from '../../../server/src/present/markdown.ts';
import { readMarkdown, readTable } from './readMarkdown.ts';

const SIGNS = '\\`*_{}[]()<>#+-.!|~&@=^$:/"\' \n\t1a';

/** Texts rich in what Markdown, VS Code's icons and terminals give a meaning to. */
const hostile = fc
  .array(
    fc.oneof(
      fc.nat().map((at) => SIGNS.charAt(at % SIGNS.length)),
      fc.constantFrom(
        'https://',
        'www.',
        '](',
        '![',
        '<img src=x>',
        '$(warning)',
        '&lt;',
        '&#36;',
        '```',
        '---',
        '- [ ] ',
        '1. ',
        '> ',
      ),
      fc.constantFrom(
        '\u202e',
        '\u2066',
        '\u200b',
        '\ud800',
        '\u0000',
        '\u001b[31m',
        'a@example.org',
        'http://example.org/x',
        '| --',
      ),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 20 },
  )
  .map((parts) => parts.join(''));

describe('foreign text', () => {
  test.each([
    '# heading',
    '1. list',
    '1) list',
    '- list',
    '> quote',
    '===',
    '    code',
    '[click](https://example.org)',
    '![x](https://example.org/x.svg)',
    '<b>bold</b>',
    '<https://example.org>',
    'https://example.org',
    'www.example.org',
    'someone@example.org',
    '**bold** _it_ ~~gone~~ `code`',
    '&amp; &lt;',
    'a | b',
    '\\$(warning)',
    '$(warning)',
    '[x]: https://example.org',
  ])('%s is shown as it is', (text) => {
    const { words, kinds, links } = readMarkdown(escapeMarkdown(text));
    expect({ words, links }).toEqual({ words: text.trim(), links: [] });
    expect([...kinds].filter((kind) => !['paragraph', 'text', 'escape'].includes(kind))).toEqual([]);
  });

  test('nothing but its own words ever comes of it: no link, image, HTML, heading, list or icon', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const escaped = escapeMarkdown(text);
        const { kinds, words, links } = readMarkdown(escaped);
        expect([...kinds].filter((kind) => !['paragraph', 'text', 'escape', 'space'].includes(kind))).toEqual([]);
        expect(links).toEqual([]);
        expect(words).toBe(oneLine(text));
        expect(escaped).not.toContain('$(');
      }),
      { numRuns: 2000 },
    );
  });

  test('it stays in its cell of a table, as text and as code', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const rows = readTable(`| a | b |\n|:--|:--|\n| ${escapeMarkdown(text)} | ${codeSpan(text)} |`);
        expect(rows).toEqual([[oneLine(text), oneLine(text)]]);
      }),
      { numRuns: 1000 },
    );
  });

  test('is one line without control characters or direction overrides, and bounded', () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 1, max: 60 }), (text, most) => {
        const line = oneLine(text, most);
        expect(line.length).toBeLessThanOrEqual(most);
        expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/u);
      }),
    );
    expect(oneLine('a'.repeat(5_000_000)).length).toBe(240);
  });
});

describe('links', () => {
  test('only https without credentials is an address', () => {
    expect(
      [
        'http://example.org',
        'javascript:alert(1)',
        'command:x',
        'file:///x',
        'data:text/html,x',
        'https://a@example.org',
        'x',
        '',
      ].map((address) => httpsUrl(address)?.href),
    ).toEqual(Array(8).fill(undefined));
    expect(httpsUrl('https://example.org/a b')?.href).toBe('https://example.org/a%20b');
  });

  test('a link has the address given and the label given, whatever is in them', () => {
    fc.assert(
      fc.property(hostile, hostile, (label, path) => {
        fc.pre(oneLine(label) !== '');
        const { kinds, links, words } = readMarkdown(linkTo(label, `https://example.org/${path}`));
        expect(words).toBe(oneLine(label));
        expect([...kinds].filter((kind) => !['paragraph', 'text', 'escape', 'link'].includes(kind))).toEqual([]);
        expect(links.length).toBe(1);
        expect(links.every((link) => link.startsWith('https://example.org/'))).toBe(true);
      }),
    );
  });
});
