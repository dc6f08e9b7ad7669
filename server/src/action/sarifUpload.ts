import { gzipSync } from 'node:zlib';
import { asked, type ForgeRepository } from '../platform/forgeRest.ts';
import type { PullRequest } from './event.ts';

/** Where code scanning files the results. */
export interface Scanned {
  readonly commit: string;
  readonly ref: string;
}

/** The commit whose lines the results name: of a pull request its own head, else what the workflow runs for. Undefined where neither is told. */
export function scannedOf(
  pull: PullRequest | undefined,
  head: string,
  env: Readonly<Record<string, string | undefined>>,
): Scanned | undefined {
  if (pull !== undefined && head === pull.head.sha) return { commit: head, ref: `refs/pull/${pull.number}/head` };
  const [commit, ref] = [env['GITHUB_SHA'], env['GITHUB_REF']];
  return commit === undefined || ref === undefined || commit !== head ? undefined : { commit, ref };
}

/** Hands a SARIF log to code scanning. Rejects with `ForgeProblem`. */
export async function uploadSarif(
  { octokit, owner, repo }: ForgeRepository,
  sarif: string,
  { commit, ref }: Scanned,
): Promise<void> {
  const upload = octokit.rest.codeScanning.uploadSarif({
    owner,
    repo,
    commit_sha: commit,
    ref,
    sarif: gzipSync(sarif).toString('base64'),
    tool_name: 'Mainstay',
  });
  await asked('SARIF could not be uploaded', upload);
}
