import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { ChangeSet } from '../../server/src/model/change.ts';
import type { Dependency, Manifest } from '../../server/src/model/manifest.ts';

const run = promisify(execFile);

/** Numbers of lines that only one side has, from 1. */
export interface DiffLines {
  readonly gone: ReadonlySet<number>;
  readonly come: ReadonlySet<number>;
}

/** What `git diff` says of two files. */
export async function diffLines(before: string, after: string): Promise<DiffLines> {
  const words = ['diff', '--no-index', '--no-ext-diff', '--no-color', '-U0', '--', before, after];
  const text = await run('git', words, { encoding: 'utf8' }).then(
    ({ stdout }) => stdout,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error) return String(error.stdout); // they differ
      throw error;
    },
  );
  const [gone, come] = [new Set<number>(), new Set<number>()];
  for (const [, from = '', many = '1', to = '', more = '1'] of text.matchAll(/^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/gm)) {
    for (let line = 0; line < Number(many); line += 1) gone.add(Number(from) + line);
    for (let line = 0; line < Number(more); line += 1) come.add(Number(to) + line);
  }
  return { gone, come };
}

/**
 * Where a change set and a diff do not say the same: a line of a dependency that differs and of which no change tells, a change that stands
 * in no differing line. A line that differs though its dependency is the same (a comma, a comment) is no difference.
 */
export function disagreements(
  set: ChangeSet,
  diff: DiffLines,
  sides: readonly [
    { readonly text: string; readonly manifest: Manifest },
    { readonly text: string; readonly manifest: Manifest },
  ],
): readonly string[] {
  const told = [set.flatMap(({ from }) => from?.dependency ?? []), set.flatMap(({ to }) => to?.dependency ?? [])];
  return sides.flatMap(({ text, manifest }, index) => {
    const lines = index === 0 ? diff.gone : diff.come;
    const other = sides[1 - index]?.manifest.dependencies ?? [];
    const mine = new Set(told[index]);
    const isSame = (one: Dependency) => other.some((two) => wordsOf(one) === wordsOf(two));
    return manifest.dependencies.flatMap((dependency) => {
      const differs = lines.has(lineOf(text, dependency.spans.whole.start));
      if (differs === mine.has(dependency) || (differs && isSame(dependency))) return [];
      return [
        `${index === 0 ? 'before' : 'after'}: ${dependency.name} ${differs ? 'differs and is not told of' : 'is told of and does not differ'}`,
      ];
    });
  });
}

function wordsOf({ name, scope, requirement, indirect }: Dependency): string {
  return JSON.stringify([name, scope, requirement, indirect]);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
