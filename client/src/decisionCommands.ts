import { window, type Memento } from 'vscode';
import { ACCEPT_COMMAND, ASK_TO_ACCEPT_COMMAND, type Acceptable, type Acceptance } from '../../server/src/protocol.ts';
import { halfAYearAfter, whyNoDay, whyNoText } from './decisionWords.ts';

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
      if (!isAcceptable(given)) {
        confirm('accept a finding by its quick fix');
        return;
      }
      const title = `Accept “${given.rule}”`;
      const ask = (prompt: string, value: string, most: number) =>
        window.showInputBox({ title, prompt, value, ignoreFocusOut: true, validateInput: (text) => whyNoText(text, most) });
      const reason = await ask('Why is it accepted?', '', 500);
      if (reason === undefined) return;
      const owner =
        given.scope === 'personal' ? 'me' : await ask('Who answers for it?', globalState.get<string>(LAST_OWNER, ''), 100);
      if (owner === undefined) return;
      const until = await window.showInputBox({
        title,
        prompt: 'The last day it holds: the day to look again.',
        value: halfAYearAfter(Date.now()),
        ignoreFocusOut: true,
        validateInput: (text) => whyNoDay(text.trim(), Date.now()),
      });
      if (until === undefined) return;
      if (given.scope === 'team') await globalState.update(LAST_OWNER, owner.trim());
      const decided: Acceptance = { ...given, reason: reason.trim(), owner: owner.trim(), until: until.trim() };
      confirm((await run(ACCEPT_COMMAND, decided)) ?? `accepted until ${decided.until ?? ''}`);
    },
  };
}

function isAcceptable(given: unknown): given is Acceptable {
  return (
    typeof given === 'object' &&
    given !== null &&
    ['uri', 'purl', 'rule'].every((key) => typeof (given as Readonly<Record<string, unknown>>)[key] === 'string') &&
    'scope' in given &&
    (given.scope === 'team' || given.scope === 'personal')
  );
}
