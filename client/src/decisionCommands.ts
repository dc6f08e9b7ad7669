import { window, type Memento } from 'vscode';
import {
  ACCEPT_ALL_COMMAND,
  ACCEPT_COMMAND,
  ASK_TO_ACCEPT_COMMAND,
  type Acceptable,
  type Acceptance,
  type FileAcceptance,
} from '../../server/src/protocol.ts';
import { halfAYearAfter, whyNoDay, whyNoText } from './decisionWords.ts';
import { decisions } from './messages.ts';

/** Who answered for the last decision of a team: proposed again. */
const LAST_OWNER = 'decisionOwner';

/** What the commands act on; `run` has the server run a command of its own and says what went wrong, if anything. */
export interface DecisionCommandWorld {
  readonly globalState: Memento;
  run(command: string, argument: unknown): Promise<string | undefined>;
  confirm(text: string): void;
}

/** Accepting a finding: a quick fix asks for reason, owner and day, and the server writes it down. Whoever leaves a question decides nothing. */
export function decisionCommands({
  globalState,
  run,
  confirm,
}: DecisionCommandWorld): Readonly<Record<string, (given?: unknown) => Promise<void>>> {
  return {
    async [ASK_TO_ACCEPT_COMMAND](given?: unknown) {
      const one = isAcceptable(given) ? given : undefined;
      const file = one === undefined && isWholeFile(given) ? given : undefined;
      const scope = (one ?? file)?.scope;
      if (scope === undefined) {
        confirm(decisions.fromQuickFix);
        return;
      }
      const title = one ? decisions.acceptOne(one.rule) : decisions.acceptAll;
      const ask = (prompt: string, value: string, most: number) =>
        window.showInputBox({ title, prompt, value, ignoreFocusOut: true, validateInput: (text) => whyNoText(text, most) });
      const reason = await ask(one ? decisions.whyOne : decisions.whyAll, '', 500);
      if (reason === undefined) return;
      const owner = scope === 'personal' ? 'me' : await ask(decisions.owner, globalState.get<string>(LAST_OWNER, ''), 100);
      if (owner === undefined) return;
      const now = momentOf((one ?? file)?.today);
      const until = await window.showInputBox({
        title,
        prompt: decisions.lastDay,
        value: halfAYearAfter(now),
        ignoreFocusOut: true,
        validateInput: (text) => whyNoDay(text.trim(), now),
      });
      if (until === undefined) return;
      if (scope === 'team') await globalState.update(LAST_OWNER, owner.trim());
      const words = { reason: reason.trim(), owner: owner.trim(), until: until.trim() };
      const problem = one
        ? await run(ACCEPT_COMMAND, { ...one, ...words } satisfies Acceptance)
        : await run(ACCEPT_ALL_COMMAND, { ...file, scope, uri: file?.uri ?? '', ...words } satisfies FileAcceptance);
      confirm(problem ?? decisions.accepted(words.until));
    },
  };
}

/** The server's day where it told it: a decision is judged by its clock. */
function momentOf(today: string | undefined): number {
  return today === undefined ? Date.now() : Date.parse(`${today}T00:00:00Z`);
}

function isAcceptable(given: unknown): given is Acceptable {
  return (
    isWholeFile(given) &&
    ['purl', 'rule'].every((key) => typeof (given as unknown as Readonly<Record<string, unknown>>)[key] === 'string')
  );
}

/** The findings of a whole manifest: a place and a scope are enough. */
function isWholeFile(given: unknown): given is Pick<FileAcceptance, 'uri' | 'scope' | 'today'> {
  return (
    typeof given === 'object' &&
    given !== null &&
    'uri' in given &&
    typeof given.uri === 'string' &&
    'scope' in given &&
    (given.scope === 'team' || given.scope === 'personal')
  );
}
