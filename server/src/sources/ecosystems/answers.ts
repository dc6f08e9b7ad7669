import * as z from 'zod/mini';

// What ecosyste.ms answers to a bulk look-up, as far as it is read; source: the API of its packages service. Names and e-mails of people are
// not read. An odd field is left out, it spoils no other.
const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
const count = z.catch(z.optional(z.int().check(z.minimum(0), z.maximum(100_000_000))), undefined);
const list = <T extends z.ZodMiniType>(item: T) => z.catch(z.optional(z.array(z.catch(z.nullable(item), null))), undefined);
const part = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(z.nullable(shape)), undefined);

/** One package. */
export const PackageEntry = z.object({
  purl: z.string(),
  registry: part(z.object({ default: flag })),
  last_synced_at: text,
  repository_url: text,
  maintainers: list(z.object({ uuid: text, login: text })),
  funding_links: list(z.string()),
  repo_metadata: part(
    z.object({
      archived: flag,
      last_synced_at: text,
      commit_stats: part(
        z.object({
          total_commits: count,
          total_committers: count,
          dds: z.catch(z.optional(z.number().check(z.minimum(0), z.maximum(1))), undefined),
        }),
      ),
    }),
  ),
  issue_metadata: part(z.object({ last_synced_at: text, active_maintainers: list(z.object({ login: z.string() })) })),
});
/** One package. */
export type PackageEntry = z.infer<typeof PackageEntry>;

/** The packages of an answer, in no order; the entries are read one by one, so that an odd one costs no other. */
export const Packages = z.array(z.unknown());
