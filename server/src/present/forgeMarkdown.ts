import { codeSpan, escapeMarkdown } from './markdown.ts';

/**
 * Foreign text made safe for a comment on a forge: as {@link escapeMarkdown}, and what GitHub reads in the rendered words, where a backslash is gone,
 * is broken: nobody is mentioned, no issue referred to, no emoji or formula drawn. In a table cell too.
 */
export function forgeText(text: string, most?: number): string {
  return defused(escapeMarkdown(text, most));
}

/** Markdown that is safe in an editor made safe for a comment on a forge. It holds no code and no links. */
export function defused(markdown: string): string {
  return markdown
    .replace(/\\([@#])/g, `$1${NOTHING}`)
    .replace(/\b(GH)-(?=\d)/gi, `$1${NOTHING}-`)
    .replace(/:(?=[\w+-]+:)/g, `:${NOTHING}`)
    .replace(/\$/g, '<span>$</span>');
}

/** A foreign name as code, where none of this is read; else as {@link forgeText}. */
export function forgeCode(text: string): string {
  const code = codeSpan(text);
  return code.startsWith('`') ? code : forgeText(text);
}

/** A space without width. */
const NOTHING = '&#8203;';
