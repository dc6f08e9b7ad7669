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
}

/** The services known so far; a source that none of them names has a policy of its own, {@link ORDINARY}. */
export const POLICIES: readonly ServicePolicy[] = [
  { sources: ['npm-registry'], concurrency: 4, bytesPerHour: 60_000_000, trust: 'registry' }, // full documents
  { sources: ['go-proxy', 'go-proxy-version'], concurrency: 4, trust: 'public' },
  { sources: ['pkg-go-dev', 'pkg-go-dev-module'], concurrency: 4, trust: 'public' },
  { sources: ['deps-dev', 'deps-dev-findings', 'deps-dev-releases'], concurrency: 2, trust: 'public' },
  { sources: ['ecosystems'], concurrency: 1, trust: 'public' },
];

/** For everything else. */
export const ORDINARY: Omit<ServicePolicy, 'sources'> = { concurrency: 8, trust: 'public' };
