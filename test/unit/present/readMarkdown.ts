import { lexer, type Token, type Tokens } from 'marked';

/** What a reader of GitHub's Markdown makes of a text: the kinds of things in it, its links, its pictures, and its words as shown or read out. */
export interface Read {
  readonly kinds: ReadonlySet<string>;
  readonly links: readonly string[];
  readonly images: readonly Image[];
  readonly words: string;
}

/** A picture, and what is read out in its place. */
export interface Image {
  readonly address: string;
  readonly alternative: string;
}

/** Reads with the parser that VS Code's own hovers use. */
export function readMarkdown(markdown: string): Read {
  const kinds = new Set<string>();
  const links: string[] = [];
  const images: Image[] = [];
  const words = lexer(markdown).map((token) => wordsOf(token, kinds, links, images));
  return { kinds, links, images, words: words.join('') };
}

/** The cells of the only table in it, row by row, as shown. */
export function readTable(markdown: string): readonly (readonly string[])[] {
  const tables = lexer(markdown).filter((token): token is Tokens.Table => token.type === 'table');
  if (tables.length !== 1) throw new Error(`${tables.length} tables`);
  const cells = (row: readonly Tokens.TableCell[]) =>
    row.map(({ tokens }) => tokens.map((token) => wordsOf(token, new Set(), [], [])).join(''));
  return tables.flatMap(({ rows }) => rows.map(cells));
}

function wordsOf(token: Token, kinds: Set<string>, links: string[], images: Image[]): string {
  kinds.add(token.type);
  if (token.type === 'link') links.push((token as Tokens.Link).href);
  if (token.type === 'list') return (token as Tokens.List).items.map((item) => wordsOf(item, kinds, links, images)).join('');
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows]
      .flat()
      .flatMap(({ tokens }) => tokens.map((one) => wordsOf(one, kinds, links, images)))
      .join('');
  }
  if (token.type === 'image') {
    const { href, text } = token as Tokens.Image;
    images.push({ address: href, alternative: text });
    return text;
  }
  const inner = 'tokens' in token ? token.tokens : undefined;
  if (inner) return inner.map((one) => wordsOf(one, kinds, links, images)).join('');
  if (!('text' in token) || typeof token.text !== 'string') return '';
  return token.type === 'text' ? token.text.replaceAll('&#36;', '$') : token.text; // the one entity that escaping uses
}
