// `npm run pull-request`: a pull request from its first push to its last, the Action run for each as a runner would, against the local upstream.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STORY_BASE, tellStory, type Step } from '../../test/protocol/pullRequestStory.ts';
import { hosting } from '../../test/protocol/runAction.ts';
import { startUpstream } from '../../test/upstream/server.ts';

const host = hosting(STORY_BASE);
const upstream = await startUpstream({ options: { pulls: host.forge } });
try {
  const folder = mkdtempSync(join(tmpdir(), 'mainstay-pull-request-'));
  const steps = await tellStory(host, upstream);
  for (const [at, step] of steps.entries()) print(step, at + 1, folder);
  const requests = upstream.log.filter(({ path }) => path.startsWith('/repos/')).length;
  console.log(`${steps.length} runs, ${requests} REST requests; the comments as Markdown: ${folder}`);
} finally {
  await upstream.close();
}

function print({ title, ran, comments }: Step, number: number, folder: string): void {
  const [comment, ...more] = comments;
  if (comment !== undefined) writeFileSync(join(folder, `${number}.md`), comment.body);
  const { changes, findings, accepted } = ran.outputs;
  console.log(
    [
      `${number}. ${title}`,
      `   exit code ${ran.code} · ${changes ?? '?'} changes, ${findings ?? '?'} findings that count, ${accepted ?? '?'} accepted`,
      comment === undefined
        ? '   no comment'
        : `   comment ${comment.id}, ${more.length === 0 ? 'the only one' : `and ${more.length} more`}, updated ${comment.edits} times: ${heading(comment.body)}`,
      ...ran.annotations.map(
        ({ kind, message, properties: { file, line } }) =>
          `   ${kind} ${file ?? ''}${line === undefined ? '' : `:${line}`} ${message}`,
      ),
      '',
    ].join('\n'),
  );
}

function heading(body: string): string {
  return /^### (.*)$/m.exec(body)?.[1] ?? '';
}
