/** One `<meta name="go-import">` of an import path's page. Source: go.dev/ref/mod#vcs-find. */
export interface GoImport {
  readonly prefix: string;
  readonly vcs: string;
  readonly root: string;
  /** Folder of the repository in which the prefix begins (Go 1.25). */
  readonly subdirectory: string | undefined;
}

/** Most tags read of one page. */
const MAX_TAGS = 2_000;

/**
 * The go-import tags in the head of a page, in one pass and without running anything: comments, scripts and styles are skipped, reading
 * ends with the head. Tags of vcs `mod` name a proxy and no repository; they are left out. Never throws.
 */
export function readGoImports(html: string): readonly GoImport[] {
  const imports: GoImport[] = [];
  let at = 0;
  for (let tags = 0; tags < MAX_TAGS; tags += 1) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    if (html.startsWith('<!--', open)) {
      at = after(html, '-->', open + 4);
      continue;
    }
    const tag = readTag(html, open);
    at = tag.end;
    if (tag.name === 'body' || tag.name === '/head') break;
    if (tag.name === 'script' || tag.name === 'style') at = after(html, `</${tag.name}`, at);
    if (tag.name !== 'meta' || tag.attributes.get('name')?.toLowerCase() !== 'go-import') continue;
    const [prefix, vcs, root, subdirectory, ...rest] = (tag.attributes.get('content') ?? '').trim().split(/\s+/);
    if (prefix === undefined || vcs === undefined || root === undefined || rest.length > 0 || vcs === 'mod') continue;
    imports.push({ prefix, vcs, root, subdirectory });
  }
  return imports;
}

/**
 * The one tag that covers the path: its prefix is the path, or some of its leading segments. Undefined where none does, or where
 * several that do disagree, which the go command refuses too.
 */
export function goImportFor(imports: readonly GoImport[], path: string): GoImport | undefined {
  const [first, ...others] = imports.filter(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
  return first && others.every((other) => isSameImport(first, other)) ? first : undefined;
}

/** Whether two tags say the same. */
export function isSameImport(a: GoImport, b: GoImport): boolean {
  return a.prefix === b.prefix && a.vcs === b.vcs && a.root === b.root && a.subdirectory === b.subdirectory;
}

interface Tag {
  /** In lower case, with the slash of an end tag. */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Where the text goes on. */
  readonly end: number;
}

function readTag(html: string, open: number): Tag {
  const name = /^\/?[a-z][a-z0-9:-]{0,30}/i.exec(html.slice(open + 1, open + 40))?.[0] ?? '';
  const attributes = new Map<string, string>();
  let at = open + 1 + name.length;
  while (name !== '' && at < html.length && html[at] !== '>') {
    const equals = /^[\s/]*([^\s/>="'<]{1,100})\s*(=?)\s*/.exec(html.slice(at, at + 300));
    if (equals === null) {
      at += 1;
      continue;
    }
    at += equals[0].length;
    const key = equals[1]?.toLowerCase() ?? '';
    const value = equals[2] === '=' ? readValue(html, at) : { text: '', end: at };
    if (!attributes.has(key)) attributes.set(key, value.text.replaceAll('&amp;', '&'));
    at = value.end;
  }
  return { name: name.toLowerCase(), attributes, end: Math.max(at, open + 1) };
}

function readValue(html: string, at: number): { readonly text: string; readonly end: number } {
  const quote = html[at];
  if (quote !== '"' && quote !== "'") {
    const text = /^[^\s>]*/.exec(html.slice(at, at + 2_000))?.[0] ?? '';
    return { text, end: at + text.length };
  }
  const close = html.indexOf(quote, at + 1);
  return close < 0 ? { text: '', end: html.length } : { text: html.slice(at + 1, close), end: close + 1 };
}

/** The place after the next `word` (in whatever case), or the end of the text. */
function after(html: string, word: string, from: number): number {
  const found = html.slice(from).search(new RegExp(word.replace(/[^\w<>-]/g, '\\$&'), 'i'));
  return found < 0 ? html.length : from + found + word.length;
}
