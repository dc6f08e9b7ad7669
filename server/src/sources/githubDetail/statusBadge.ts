import { quoted, repostatus, type Said } from './words.ts';

/** `https://www.repostatus.org/badges/latest/inactive.svg`, `http://www.repostatus.org/#inactive`. Source: repostatus.org, "Badges". */
const BADGE = /https?:\/\/(?:www\.)?repostatus\.org\/(?:badges\/[\w.]{1,20}\/|#)(active|inactive|unsupported|abandoned|moved)\b/i;
/** The badge's own text as repostatus.org writes it, in Markdown, AsciiDoc or HTML. */
const ALT = /Project Status:[^\]"\n]{3,400}/i;
/** Badges stand at the top. */
const MOST_LINES = 60;

/** The state that a repostatus.org badge in a README gives the project; undefined where there is none, or one of its beginnings. */
export function saidByBadge(text: string): Said | undefined {
  const lines = text.split('\n', MOST_LINES);
  for (const [at, line] of lines.entries()) {
    const badge = BADGE.exec(line.slice(0, 5000));
    const status = badge?.[1] === undefined ? undefined : repostatus(badge[1]);
    if (badge === null || status === undefined) continue;
    return { status, words: quoted(ALT.exec(line.slice(0, 5000))?.[0] ?? badge[0]), line: at + 1 };
  }
  return undefined;
}
