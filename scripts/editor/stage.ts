import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startUpstream } from '../../test/upstream/server.ts';
import type { Upstream, UpstreamOptions } from '../../test/upstream/server.ts';
import { RECORDED, untouched } from '../untouched.mjs';

/** What a run in the editor stands on: a copy of the examples, the local upstream, and an environment that knows no other services. */
export interface Stage {
  /** A copy of `examples/`, to be changed at will. */
  readonly folder: string;
  readonly upstream: Upstream;
  /** The whole environment for the editor. */
  readonly env: NodeJS.ProcessEnv;
  /** Where the upstream's log can be read as JSON, by tests that run in another process. */
  readonly log: string;
  close(): Promise<void>;
}

/** Sets the stage for the repository at `root`. */
export async function setStage(root: string, options: UpstreamOptions = {}): Promise<Stage> {
  const own = mkdtempSync(join(tmpdir(), 'mainstay-stage-'));
  const folder = join(own, 'examples');
  cpSync(join(root, 'examples'), folder, { recursive: true });
  const upstream = await startUpstream({ now: RECORDED, ...options });
  const log = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(upstream.log));
  });
  await new Promise<void>((done) => log.listen(0, '127.0.0.1', done));
  return {
    folder,
    upstream,
    env: {
      ...untouched(process.env, join(own, 'home')),
      MAINSTAY_UPSTREAMS: JSON.stringify(upstream.env),
      MAINSTAY_NOW: upstream.world.now,
    },
    log: `http://127.0.0.1:${(log.address() as AddressInfo).port}`,
    close: async () => {
      await upstream.close();
      await new Promise((done) => {
        log.close(done);
        log.closeAllConnections();
      });
      rmSync(own, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
