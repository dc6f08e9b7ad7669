import { dirname, relative, sep } from 'node:path';
import type { CancellationToken, Connection, WorkspaceFolder } from 'vscode-languageserver';
import { WorkDoneProgress } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { standingsOf } from '../assess/decisionStates.ts';
import { portfolioOf } from '../assess/portfolio.ts';
import type { Instant } from '../model/instant.ts';
import { purlOfDependency } from '../model/manifest.ts';
import type { PolicyReport } from '../present/checkJson.ts';
import { counted } from '../present/numbers.ts';
import { reportHtml } from '../present/report/report.ts';
import { DEPENDENCY_REPORT_REQUEST, POLICY_FILE, type DependencyReport } from '../protocol.ts';
import { whoPublishes } from '../reviewing/whoPublishes.ts';
import { isWithin } from './places.ts';
import type { createWorkspaceLines, WorkspaceRead } from './workspaceLines.ts';
import { namesOf } from './workspaceManifests.ts';
import type { World } from './world.ts';

/** What the report is made from. */
export interface DependencyReportParts {
  readonly connection: Pick<Connection, 'onRequest' | 'sendProgress'>;
  readonly workspaceLines: ReturnType<typeof createWorkspaceLines>;
  readonly world: Pick<World, 'now'>;
  folders(): readonly WorkspaceFolder[];
  failed(error: unknown): void;
}

/** Time in ms between two tellings of how far it is. */
const TELL_MS = 200;

/** Said in place of a report. */
const NO_FOLDER = 'Open a folder on this machine: the report tells of the manifests in it.';
const NO_LINES = 'No package.json, pnpm-workspace.yaml or go.mod with dependencies is in the folders that are open.';

const Asked = z.object({ workDoneToken: z.optional(z.union([z.string(), z.number()])) });

/** Answers with the report on the direct dependencies of the workspace, as files are on disk: the HTML of `mainstay check --format html`. */
export function serveDependencyReport(parts: DependencyReportParts): void {
  const { connection, world } = parts;
  connection.onRequest(
    DEPENDENCY_REPORT_REQUEST,
    async (params: unknown, token: CancellationToken): Promise<DependencyReport> => {
      const asked = z.safeParse(Asked, params);
      const given = new AbortController();
      const listening = token.onCancellationRequested(() => given.abort());
      const progress = progressTo(parts, asked.data?.workDoneToken);
      try {
        const read = await parts.workspaceLines({ transitive: false, signal: given.signal, progress });
        const sessions = new Map(read.manifests.map(({ name, opened }) => [name, opened.session]));
        const published = read.lines.flatMap(({ manifest, assessment: { dependency } }) => {
          const session = sessions.get(manifest);
          return session === undefined ? [] : [{ dependency, session }];
        });
        const accounts = given.signal.aborted ? undefined : await whoPublishes(published);
        const now = world.now();
        const title = titleOf(parts.folders());
        const html = reportHtml({
          title,
          manifests: read.manifests.map(({ name }) => name),
          portfolio: portfolioOf(read.lines, accounts),
          policies: policiesOf(read, now),
          onlyDirect: true,
          instead: namesOf(parts.folders()).size > 0 ? NO_LINES : NO_FOLDER,
          problems: read.notes,
          now,
          reasons: {},
          rulePages: undefined, // they are files of this installation, which whoever gets the report has not
        });
        return { title, html };
      } finally {
        listening.dispose();
      }
    },
  );
}

/** Tells the client how many lines are judged; nobody where it gave no token. */
function progressTo(
  { connection, failed }: DependencyReportParts,
  token: string | number | undefined,
): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const now = performance.now();
    if (token === undefined || now - told < TELL_MS) return;
    told = now;
    const message = `${done} of ${counted(total, 'dependency', 'dependencies')}`;
    const percentage = Math.floor((done / total) * 100);
    connection.sendProgress(WorkDoneProgress.type, token, { kind: 'report', message, percentage }).catch(failed);
  };
}

function titleOf(folders: readonly WorkspaceFolder[]): string {
  const names = [...namesOf(folders).values()];
  const [first = 'this workspace'] = names;
  return names.length < 2 ? first : `${first} and ${counted(names.length - 1, 'more folder')}`;
}

/** What the teams' decisions came to. That nobody names a package is known only where all of a policy's folder was read. */
function policiesOf({ manifests, lines, complete }: WorkspaceRead, now: Instant): readonly PolicyReport[] {
  const paths = [...new Set(manifests.flatMap(({ opened }) => opened.policy.path ?? []))];
  return paths.flatMap((path): readonly PolicyReport[] => {
    const own = manifests.filter(({ opened }) => opened.policy.path === path);
    const [first] = own;
    const decisions = first?.opened.policy.policy.decisions ?? [];
    if (first === undefined || decisions.length === 0) return [];
    const names = new Set(own.map(({ name }) => name));
    const isWhole = complete && isWithin(dirname(path), first.folder);
    const present = own.flatMap(({ input }) => input.manifest.dependencies.flatMap((one) => purlOfDependency(one) ?? []));
    return [
      {
        file: isWhole ? relative(first.folder, path).split(sep).join('/') : POLICY_FILE,
        decisions: standingsOf(decisions, {
          scope: 'team',
          rulings: lines.filter(({ manifest }) => names.has(manifest)).flatMap(({ assessment }) => assessment.rulings),
          present: isWhole ? new Set(present) : undefined,
          now,
        }),
      },
    ];
  });
}
