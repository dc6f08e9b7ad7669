import * as z from 'zod/mini';
import type { Problem } from './question.ts';

// What GitHub answers to our questions, as far as it is read. `undefined` is "not answered", `null` is "there is none": the two are never
// mixed. Source: GitHub's GraphQL schema. An odd entry of a list is dropped, an odd field is not answered.

const field = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(shape), undefined);
const maybe = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(z.nullable(shape)), undefined);
const list = <T extends z.ZodMiniType>(item: T) => z.array(z.catch(z.nullable(item), null));
const text = field(z.string());
const flag = field(z.boolean());
const date = z.iso.datetime({ offset: true });

const Commit = z.object({
  authoredDate: date,
  parents: z.object({ totalCount: z.number() }),
  author: maybe(
    z.object({ name: maybe(z.string()), email: maybe(z.string()), user: maybe(z.object({ id: z.string(), login: z.string() })) }),
  ),
});
/** One commit of a history. */
export type CommitNode = z.infer<typeof Commit>;

const History = z.object({
  totalCount: z.number(),
  nodes: list(Commit),
  pageInfo: field(z.object({ endCursor: maybe(z.string()) })),
});
/** Some commits of a history, and how many there are. */
export type History = z.infer<typeof History>;

const Total = z.object({ totalCount: z.number() });
const Listing = z.object({ entries: list(z.object({ name: z.string(), type: z.string() })) });
const Made = { committedDate: maybe(date) };

/** One repository of a batch. */
export const RepositoryAnswer = z.object({
  id: text,
  nameWithOwner: field(z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/))),
  isArchived: flag,
  archivedAt: maybe(date),
  isDisabled: flag,
  isFork: flag,
  isMirror: flag,
  isEmpty: flag,
  createdAt: field(date),
  pushedAt: maybe(date),
  parent: maybe(z.object({ nameWithOwner: z.string() })),
  owner: field(z.object({ __typename: z.string(), isVerified: maybe(z.boolean()) })),
  licenseInfo: maybe(z.object({ spdxId: maybe(z.string()) })),
  fundingLinks: field(list(z.object({ platform: z.string(), url: z.string() }))),
  latestRelease: maybe(z.object({ tagName: z.string(), publishedAt: maybe(date), createdAt: maybe(date) })),
  releases: field(
    z.object({
      totalCount: z.number(),
      nodes: list(
        z.object({
          tagName: text,
          publishedAt: maybe(date),
          createdAt: maybe(date),
          isDraft: flag,
          author: maybe(z.object({ login: z.string() })),
        }),
      ),
    }),
  ),
  tags: field(
    z.object({
      nodes: list(z.object({ name: z.string(), target: maybe(z.object({ ...Made, target: maybe(z.object(Made)) })) })),
    }),
  ),
  issues: field(z.object({ totalCount: z.number() })),
  pullRequests: field(z.object({ totalCount: z.number() })),
  root: maybe(Listing),
  dotGithub: maybe(Listing),
  docs: maybe(Listing),
  defaultBranchRef: maybe(
    z.object({ target: maybe(z.object({ oid: text, year: field(History), older: field(History), ancient: field(Total) })) }),
  ),
});
export type RepositoryAnswer = z.infer<typeof RepositoryAnswer>;

/** One directory of a batch. */
export const DirectoryAnswer = z.object({
  nameWithOwner: RepositoryAnswer.shape.nameWithOwner,
  folder: maybe(z.object({})),
  defaultBranchRef: maybe(z.object({ target: maybe(z.object({ year: field(History), older: field(History) })) })),
});

/** The windows of one repository or directory: `w0` and so on. */
export const WindowsAnswer = z.object({
  defaultBranchRef: z.object({ target: z.record(z.string(), z.catch(z.optional(History), undefined)) }),
});

/** The same data without the fields that a problem speaks of: null there means "not answered", elsewhere "there is none". */
export function withoutProblems(
  data: Readonly<Record<string, unknown>>,
  problems: readonly Problem[],
): Readonly<Record<string, unknown>> {
  return problems.reduce<Readonly<Record<string, unknown>>>((left, { path }) => without(left, path ?? []) as typeof left, data);
}

function without(value: unknown, [step, ...rest]: readonly (string | number)[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return value;
  const inner = (value as Readonly<Record<string | number, unknown>>)[step];
  if (Array.isArray(value)) return value.map((item: unknown, at) => (at === step ? without(item, rest) : item));
  if (inner === null || inner === undefined || rest.length === 0) {
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== step));
  }
  return { ...value, [step]: without(inner, rest) };
}
