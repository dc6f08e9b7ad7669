import type { Ruling } from '../model/decision.ts';
import { replaceOwnFile } from '../platform/ownFile.ts';
import { policyProblems, readPolicyFile, type PolicyFile } from '../policies.ts';
import { edited } from '../formats/textEdits.ts';
import type { Edits } from '../policy/edits.ts';

/** How the file of one's own decisions is called in a message. */
const NAME = 'your own decisions';

/** One's own decisions and what is wrong with their file. */
export interface OwnRulings {
  readonly rulings: readonly Ruling[];
  readonly problems: readonly string[];
}

const NONE: OwnRulings = { rulings: [], problems: [] };

/** The decisions of whoever sits here: they hide in this editor only and stand in no repository. */
export interface PersonalDecisions {
  /** Whether there is a place to keep any. */
  readonly isKept: boolean;
  held(): Promise<OwnRulings>;
  /** Makes an edit in the file, one after the other; what kept it from being made, in words, else undefined. */
  edit(make: (file: PolicyFile) => Edits): Promise<string | undefined>;
  /** Other windows may have written: the file is read again when next wanted. */
  changed(): void;
}

/** Kept in the file at `path`; nowhere where there is none. */
export function personalDecisions(path: string | undefined): PersonalDecisions {
  let own: Promise<OwnRulings> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function editNow(make: (file: PolicyFile) => Edits): Promise<string | undefined> {
    if (path === undefined) return 'this editor keeps nothing, so no decision of one’s own';
    const now = await readPolicyFile(path); // another window may have written meanwhile
    if (now.text === undefined) return now.trouble;
    const edits = make(now);
    if ('problem' in edits) return edits.problem;
    await replaceOwnFile(path, edited(now.text, edits.edits));
    own = undefined;
    return undefined;
  }

  return {
    isKept: path !== undefined,
    held: () => (own ??= path === undefined ? Promise.resolve(NONE) : readOwn(path)),
    edit(make) {
      const edit = last.then(() => editNow(make));
      last = edit.catch(() => undefined); // told to whoever asked for it; the next one starts anew
      return edit;
    },
    changed() {
      own = undefined;
    },
  };
}

async function readOwn(path: string): Promise<OwnRulings> {
  const file = await readPolicyFile(path);
  return {
    rulings: file.reading.policy.decisions.map((decision): Ruling => ({ scope: 'personal', decision })),
    problems: policyProblems(file, NAME),
  };
}
