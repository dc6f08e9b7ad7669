import { edited, type TextEdit } from '../formats/textEdits.ts';
import type { Decision } from '../model/decision.ts';
import { purlKey } from '../model/purl.ts';
import { addDecision, changeDecision, removeDecision, type Edits } from './edits.ts';
import type { PolicyReading } from './readPolicy.ts';

/** A text and what is read of it. */
export interface ReadText {
  readonly text: string;
  readonly reading: PolicyReading;
}

/** Writes a decision down: in the place of the one about the same, else behind the others. */
export function writeDecision({ text, reading }: ReadText, decision: Decision): Edits {
  const same = [...reading.places].find(([other]) => isSame(other, decision) && other.subject === decision.subject);
  if (!same) return addDecision(text, decision);
  // Renewed without a word, it keeps those it had.
  const { reason, owner, ...rest } = decision;
  const words = { ...(reason === '' ? {} : { reason }), ...(owner === '' ? {} : { owner }) };
  // What can no longer be told must not stand from before: it would be compared with.
  const standing = decision.standing === undefined && same[0].standing !== undefined ? { standing: 'unknown' as const } : {};
  return changeDecision(text, same[1].start, { ...rest, ...words, ...standing });
}

/** Writes several down, one after the other, as one edit; `read` reads the text as it is by then. */
export function writeDecisions(file: ReadText, decisions: readonly Decision[], read: (text: string) => ReadText): Edits {
  let now = file;
  for (const decision of decisions) {
    const one = writeDecision(now, decision);
    if ('problem' in one) return one;
    now = read(edited(now.text, one.edits));
  }
  return { edits: [difference(file.text, now.text)] };
}

/** Takes out every decision about a rule and a package, whatever their subjects. */
export function withdrawDecisions({ text, reading }: ReadText, of: Pick<Decision, 'rule' | 'purl'>): Edits {
  const starts = [...reading.places].filter(([decision]) => isSame(decision, of)).map(([, { start }]) => start);
  if (starts.length === 0) return { problem: `nothing is decided there about ${of.rule} of ${of.purl}` };
  let now = text;
  // From the last to the first, so that the places of those to come stay true.
  for (const start of starts.sort((a, b) => b - a)) {
    const removed = removeDecision(now, start);
    if ('problem' in removed) return removed;
    now = edited(now, removed.edits);
  }
  return { edits: [difference(text, now)] };
}

/** The one edit that makes one text of another: what lies between what both begin and end with. */
function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return { span: { start: head, end: before.length - tail }, text: after.slice(head, after.length - tail) };
}

function isSame(one: Pick<Decision, 'rule' | 'purl'>, other: Pick<Decision, 'rule' | 'purl'>): boolean {
  return one.rule === other.rule && purlKey(one.purl) === purlKey(other.purl);
}
