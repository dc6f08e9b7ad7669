import * as z from 'zod/mini';

// What GitHub's REST API answers, as far as it is read. Source: GitHub's REST reference, "repositories", "commits", "repository contents".
// An odd field is not answered, an odd entry of a list is dropped.
const field = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(shape), undefined);
const maybe = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(z.nullable(shape)), undefined);
const date = z.iso.datetime({ offset: true });
const fullName = z.string().check(z.maxLength(200), z.regex(/^[\w.-]+\/[\w.-]+$/));

/** `GET /repos/{owner}/{name}`. */
export const RepositoryAnswer = z.object({
  full_name: fullName,
  archived: field(z.boolean()),
  disabled: field(z.boolean()),
  fork: field(z.boolean()),
  parent: maybe(z.object({ full_name: fullName })),
  mirror_url: maybe(z.string()),
  created_at: field(date),
  owner: field(z.object({ type: field(z.string()) })),
  license: maybe(z.object({ spdx_id: maybe(z.string()) })),
});
/** A repository. */
export type RepositoryAnswer = z.infer<typeof RepositoryAnswer>;

/** One of `GET …/commits`. Names and addresses serve to tell people apart and are not kept. */
export const CommitEntry = z.object({
  commit: z.object({ author: z.object({ date, name: maybe(z.string()), email: maybe(z.string()) }) }),
  author: maybe(z.object({ login: z.string(), node_id: maybe(z.string()), type: maybe(z.string()) })),
  parents: z.array(z.unknown()),
});
/** A commit. */
export type CommitEntry = z.infer<typeof CommitEntry>;

/** `GET …/contents/{path}` of a file. */
export const FileAnswer = z.object({ encoding: z.literal('base64'), content: z.string().check(z.maxLength(200_000)) });
