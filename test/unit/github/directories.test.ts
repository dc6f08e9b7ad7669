import { describe, expect, test } from 'vitest';
import { directoryActivity } from '../../../server/src/facts/repository.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import { githubDirectory } from '../../../server/src/sources/githubDirectory.ts';
import { anUpstream } from '../upstream/asking.ts';
import { asked, failures, folder, scripted, valueOf } from './asking.ts';

const upstream = anUpstream();
const at = () => upstream().env['github'] ?? '';

const core = folder('example-org/monorepo', 'packages/core');
const tool = folder('example-org/monorepo', 'packages/tool');
const part = folder('example-org/monorepo', 'packages/part');
const gone = folder('example-org/monorepo', 'packages/gone');

describe('people of a package’s own directory', () => {
  test('several directories in one question; one too full for it in windows, and says so', async () => {
    const { seen, sent } = await asked(githubDirectory, [tool, part, core], { at: at() });
    expect(sent.map(({ names }) => names)).toEqual([
      ['example-org/monorepo#packages/tool', 'example-org/monorepo#packages/part', 'example-org/monorepo#packages/core'],
      ['example-org/monorepo#packages/core'],
    ]);
    expect(valueOf(seen, tool, directoryActivity)).toMatchObject({ people: 1, sampled: false, shares: [45] });
    expect(valueOf(seen, part, directoryActivity)).toMatchObject({ people: 1, sampled: false, shares: [28] });
    // twelve windows of nine commits each were read whole: that is exact
    expect(valueOf(seen, core, directoryActivity)).toMatchObject({ people: 2, commits: 105, sampled: false });
    expect(seen[0]).toMatchObject({ url: 'https://github.com/example-org/monorepo/commits/HEAD/packages/tool' });
  });

  test('a directory that is not there is not found, never "nobody"', async () => {
    const { seen } = await asked(githubDirectory, [gone, part], { at: at() });
    expect(valueOf(seen, gone, directoryActivity)).toEqual({ why: 'not-found' });
    expect(valueOf(seen, part, directoryActivity)).toMatchObject({ people: 1 });
  });

  test('neither is one of a repository that is not there', async () => {
    const { seen } = await asked(githubDirectory, [folder('example-org/gone', 'a')], { at: at() });
    expect(failures(seen)).toEqual({ 'example-org/gone': 'not-found' });
  });

  test('what GitHub had no time for is missing for that reason', async () => {
    const http = scripted(() => new UpstreamFailure('offline', '502', 502));
    const { seen, sent } = await asked(githubDirectory, [tool, part], { http });
    expect(sent).toHaveLength(3);
    expect(valueOf(seen, tool, directoryActivity)).toEqual({ why: 'offline' });
  });

  test('without a token nobody is asked', async () => {
    const { seen, sent } = await asked(githubDirectory, [core], { at: at(), token: null });
    expect(sent).toEqual([]);
    expect(seen).toEqual([{ kind: 'failed', subject: core, why: 'unauthorized' }]);
  });
});
