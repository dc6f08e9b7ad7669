import { commands, env, Uri, type Memento } from 'vscode';
import { DEPENDENCIES_VIEW, DEPENDENCY_CHOICES, EXPLAIN_COMMAND } from '../../server/src/protocol.ts';
import { dependencies } from './messages.ts';
import { isRow, servedTree, type ServedTreeWorld } from './treeView.ts';

/** Under which the workspace remembers what was chosen in the view. */
const CHOSEN = 'dependenciesView';

type Choice = keyof typeof DEPENDENCY_CHOICES;

/** The view “Dependencies” with its commands; what is chosen in it stays so for the workspace. `confirm` says in the status bar what could not be done. */
export function dependenciesView(
  world: ServedTreeWorld & { readonly state: Pick<Memento, 'get' | 'update'>; confirm(text: string): void },
): {
  readonly view: { dispose(): void };
  readonly actions: Readonly<Record<string, (given?: unknown) => Promise<void>>>;
} {
  const { state, confirm } = world;
  const chosen = new Set(state.get<readonly string[]>(CHOSEN, []));
  const view = servedTree(DEPENDENCIES_VIEW, { ...world, choices: () => [...chosen] });
  const mark = (choice: Choice) => commands.executeCommand('setContext', `${DEPENDENCIES_VIEW}.${choice}`, chosen.has(choice));
  for (const choice of Object.values(DEPENDENCY_CHOICES)) void mark(choice);

  const choose = (choice: Choice, on: boolean) => async () => {
    if (on) chosen.add(choice);
    else chosen.delete(choice);
    await Promise.all([mark(choice), state.update(CHOSEN, [...chosen])]);
    await view.refresh();
  };

  return {
    view,
    actions: {
      'mainstay.dependencies.refresh': () => view.refresh(),
      'mainstay.dependencies.groupByNet': choose('net', true),
      'mainstay.dependencies.groupByStanding': choose('net', false),
      'mainstay.dependencies.onlyFindings': choose('findings', true),
      'mainstay.dependencies.allPackages': choose('findings', false),
      'mainstay.dependencies.showTransitive': choose('transitive', true),
      'mainstay.dependencies.hideTransitive': choose('transitive', false),
      async 'mainstay.dependencies.fund'(given?: unknown) {
        const page = isRow(given) ? given.fund : undefined;
        // VS Code asks before it opens a page of a host that the user has not said to trust.
        if (page?.startsWith('https://') === true) await env.openExternal(Uri.parse(page));
        else confirm(dependencies.noFunding);
      },
      async 'mainstay.dependencies.explain'(given?: unknown) {
        const what = isRow(given) ? given.explain : undefined;
        if (what === undefined) confirm(dependencies.notNamed);
        else await commands.executeCommand(EXPLAIN_COMMAND, what);
      },
    },
  };
}
