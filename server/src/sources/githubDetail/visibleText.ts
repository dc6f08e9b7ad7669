/** A sentence of a document as it reads, with the addresses of its links. */
export interface Sentence {
  readonly text: string;
  readonly links: readonly string[];
  /** Line it begins on, counted from 1. */
  readonly line: number;
  readonly kind: 'heading' | 'text';
  /** Before any heading but the title: what is said here is said of the whole. */
  readonly isLead: boolean;
}

interface Block {
  readonly kind: Sentence['kind'];
  readonly isLead: boolean;
  readonly lines: { readonly text: string; readonly line: number }[];
}

/** Most characters of a line that are read: a line may be a whole minified page. */
const MOST_CHARACTERS = 2000;

/**
 * The sentences of the first lines of a README in Markdown, reStructuredText, AsciiDoc or plain text: without markup, images, comments and
 * code; wrapped lines are one paragraph. Approximate: it reads what a person sees, not what a renderer makes.
 */
export function sentencesOf(text: string, mostLines: number): readonly Sentence[] {
  return blocksOf(text, mostLines).flatMap(({ lines, kind, isLead }) => {
    const starts: { readonly at: number; readonly line: number }[] = [];
    let joined = '';
    for (const { text: part, line } of lines) {
      starts.push({ at: joined.length, line });
      joined += `${part} `;
    }
    return splitSentences(joined).map(({ text: raw, at }) => ({
      text: raw.replace(LINK_MARK, '').replace(/\s+/g, ' ').trim(),
      links: [...raw.matchAll(LINK_MARK)].flatMap(([, address = '']) => (address === '' ? [] : [address])),
      line: starts.findLast((start) => start.at <= at)?.line ?? 1,
      kind,
      isLead,
    }));
  });
}

const LINK_MARK = /\u0001([^\u0002]*)\u0002/g;

function blocksOf(text: string, mostLines: number): readonly Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  let fence: string | undefined;
  let titles = 0;
  const lines = text
    .replace(/<!--[^]*?(?:-->|$)/g, (comment) => comment.replace(/[^\n]/g, ''))
    .split(/\r?\n/, mostLines)
    .map((line) => line.slice(0, MOST_CHARACTERS));
  lines.forEach((raw, at) => {
    const mark = /^\s*(```|~~~)/.exec(raw)?.[1];
    const underline = /^(?:={3,}|-{3,}|~{3,})\s*$/.test(raw) && open !== undefined;
    if (fence !== undefined || (mark !== undefined && !underline)) {
      if (mark !== undefined && (fence === undefined || fence === mark)) fence = fence === undefined ? mark : undefined;
      open = undefined;
      return;
    }
    if (underline) {
      // Setext: what stood above was a heading.
      const above = blocks.pop();
      if (above) blocks.push({ ...above, kind: 'heading', isLead: (titles += 1) === 1 });
      open = undefined;
      return;
    }
    const heading = /^\s*(?:#{1,6}|={1,6})\s+(.*?)\s*#*\s*$/.exec(raw) ?? /^\s*<h[1-6][^>]*>(.*)<\/h[1-6]>/i.exec(raw);
    const starts = /^\s*(?:[-*+]\s|\d+[.)]\s|>|\|)/.test(raw);
    const visible = plain(heading?.[1] ?? raw);
    if (!/[\p{L}\p{N}]/u.test(visible)) {
      open = undefined;
    } else if (heading) {
      titles += 1;
      blocks.push({ kind: 'heading', isLead: titles === 1, lines: [{ text: visible, line: at + 1 }] });
      open = undefined;
    } else if (open && !starts) {
      open.lines.push({ text: visible, line: at + 1 });
    } else if (open && /^\s*>/.test(raw) && /^\s*>/.test(lines[at - 1] ?? '')) {
      open.lines.push({ text: visible, line: at + 1 });
    } else {
      open = { kind: 'text', isLead: titles <= 1, lines: [{ text: visible, line: at + 1 }] };
      blocks.push(open);
    }
  });
  return blocks;
}

/** A line without markup; the address of a link stands behind its text between marks. */
function plain(line: string): string {
  return line
    .replace(/[\u0001\u0002]/g, '')
    .replace(/^\s*(?:>\s?)+/, '')
    .replace(/^\s*\[!\w+\]\s*/, '') // GitHub's alerts
    .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/\[\]\([^)]*\)/g, '')
    .replace(/\[([^\][]*)\]\(([^)\s]{0,500})(?:\s[^)]{0,300})?\)/g, '$1\u0001$2\u0002')
    .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
    .replace(/`([^`<]+)<(https?:[^>]+)>`__?/g, '$1\u0001$2\u0002')
    .replace(/<a\s[^>]*href=["']([^"']*)["'][^>]*>/gi, '\u0001$1\u0002')
    .replace(/<(https?:[^>\s]+)>/g, '$1')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/(\*\*|__|~~|`+)/g, '')
    .replace(/(^|[\s(])[*_](\S(?:[^*_]*\S)?)[*_](?=$|[\s).,:;!?])/g, '$1$2')
    .replace(/&nbsp;/g, ' ');
}

function splitSentences(text: string): readonly { readonly text: string; readonly at: number }[] {
  const found: { readonly text: string; readonly at: number }[] = [];
  let from = 0;
  for (const { index, 0: end } of text.matchAll(/[.!?]["')\u0002]?\s+(?=["'(]?[\p{Lu}\p{N}@\u0001])|\s*$/gu)) {
    const part = text.slice(from, index + end.length);
    if (part.trim() !== '') found.push({ text: part.trim(), at: from });
    from = index + end.length;
  }
  return found;
}
