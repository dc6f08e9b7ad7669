import type { Trust } from './transportAgents.ts';

/** How one service is treated, whatever host it runs on. Source: UPSTREAMS.md 8, "Politeness". */
export interface ServicePolicy {
  /** Ids of the sources that ask it. */
  readonly sources: readonly string[];
  /** Most requests under way at one host. */
  readonly concurrency: number;
  /** Bytes (as they come over the wire) that may be fetched within any hour; past it, requests end as `too-large`. */
  readonly bytesPerHour?: number;
  readonly trust: Exclude<Trust, 'web'>;
  /**
   * The host counts what each user may ask and says so (`x-ratelimit-*`): a reserve is left, a limit is obeyed to its end, and 502 or 504,
   * there the answer to a question that was too big, is left to the source, which asks less at once.
   */
  readonly metered?: boolean;
}

/** The services known so far; a source that none of them names has a policy of its own, {@link ORDINARY}. */
export const POLICIES: readonly ServicePolicy[] = [
  { sources: ['npm-registry'], concurrency: 4, bytesPerHour: 60_000_000, trust: 'registry' }, // full documents
  { sources: ['go-proxy', 'go-proxy-version'], concurrency: 4, trust: 'public' },
  { sources: ['pkg-go-dev', 'pkg-go-dev-module'], concurrency: 4, trust: 'public' },
  { sources: ['deps-dev', 'deps-dev-findings', 'deps-dev-releases', 'deps-dev-projects'], concurrency: 2, trust: 'public' },
  { sources: ['ecosystems'], concurrency: 1, trust: 'public' },
  // One after the other, as GitHub's "best practices for using the REST API" asks of every program of one user.
  {
    sources: ['github', 'github-directory', 'github-detail', 'github-advisories', 'github-rest'],
    concurrency: 1,
    trust: 'public',
    metered: true,
  },
];

/** For everything else. */
export const ORDINARY: Omit<ServicePolicy, 'sources'> = { concurrency: 8, trust: 'public' };
