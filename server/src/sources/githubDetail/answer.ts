import * as z from 'zod/mini';

// What GitHub answers to the detail question, as far as it is read. `undefined` is "not answered", `null` is "there is none". An odd entry
// of a list is dropped, an odd field is not answered. Source: GitHub's GraphQL schema.

const field = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(shape), undefined);
const maybe = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(z.nullable(shape)), undefined);
const list = <T extends z.ZodMiniType>(item: T) =>
  z.pipe(
    z.array(z.catch(z.nullable(item), null)),
    z.transform((items) => items.flatMap((one) => (one === null ? [] : [one as z.output<T>]))),
  );
const nodes = <T extends z.ZodMiniType>(item: T) => z.object({ nodes: list(item) });
const date = z.iso.datetime({ offset: true });

const Who = z.object({ __typename: z.string(), login: z.string() });
/** An account that opened, answered, closed or merged; null where it is gone. */
export type Who = z.infer<typeof Who>;

const Total = z.object({ totalCount: z.number() });
const Month = z.object({
  totalCount: z.number(),
  nodes: list(
    z.object({
      authoredDate: date,
      author: maybe(
        z.object({
          name: maybe(z.string()),
          email: maybe(z.string()),
          user: maybe(z.object({ id: z.string(), login: z.string() })),
        }),
      ),
    }),
  ),
});
/** Some commits of a month, and how many there are. */
export type Month = z.infer<typeof Month>;

const Text = z.object({ byteSize: z.number(), isBinary: maybe(z.boolean()), isTruncated: z.boolean(), text: maybe(z.string()) });
/** A file's text; null where there is no such file. */
export type Text = z.infer<typeof Text>;

const Head = z.catchall(
  z.object({
    ever: field(Total),
    busiestEver: field(Total),
    busiestBefore: field(Total),
    licence: field(nodes(z.object({ authoredDate: date, file: maybe(z.object({ object: maybe(Text) })) }))),
    blame: field(
      z.object({
        ranges: list(z.object({ startingLine: z.number(), endingLine: z.number(), commit: z.object({ authoredDate: date }) })),
      }),
    ),
  }),
  z.unknown(),
);
/** The head of the default branch: `m0` to `m35` are months, `b12` to `b35` and `q0` to `q9` counts of the busiest account. */
export type Head = z.infer<typeof Head>;

/** One of the counted histories of the head. */
export function countAt(head: Head, alias: string): number | undefined {
  const read = z.safeParse(Total, head[alias]);
  return read.success ? read.data.totalCount : undefined;
}

/** One of the read months of the head. */
export function monthAt(head: Head, at: number): Month | undefined {
  const read = z.safeParse(Month, head[`m${at}`]);
  return read.success ? read.data : undefined;
}

const Entry = z.object({ name: z.string(), type: z.string(), oid: z.string() });
const Tree = z.object({
  entries: list(z.extend(Entry, { object: maybe(z.object({ entries: field(list(Entry)) })) })),
});
/** Two levels of a tree; null where there is no such revision. */
export type Tree = z.infer<typeof Tree>;

const Answer = z.object({ createdAt: date, author: maybe(Who), authorAssociation: z.string() });
const Closing = maybe(nodes(z.object({ createdAt: date, actor: maybe(Who) })));
const Opened = { createdAt: date, closedAt: maybe(date), author: maybe(Who), authorAssociation: z.string() };
const Thread = z.object({
  ...Opened,
  mergedAt: maybe(date),
  mergedBy: maybe(Who),
  comments: maybe(nodes(Answer)),
  reviews: maybe(nodes(Answer)),
  timelineItems: Closing,
});
/** An issue or a change of the sample. */
export type Thread = z.infer<typeof Thread>;

const paged = <T extends z.ZodMiniType>(item: T) =>
  z.object({ pageInfo: z.object({ hasNextPage: z.boolean() }), nodes: list(item) });
const Merged = paged(z.object({ updatedAt: date, mergedAt: maybe(date), author: maybe(Who), mergedBy: maybe(Who) }));
/** The merged changes last touched. */
export type Merged = z.infer<typeof Merged>;
const Threads = paged(Thread);
/** The newest issues or changes. */
export type Threads = z.infer<typeof Threads>;

/** One repository in detail. */
export const DetailAnswer = z.object({
  nameWithOwner: field(z.string().check(z.regex(/^[\w.-]+\/[\w.-]+$/))),
  defaultBranchRef: maybe(z.object({ target: maybe(Head) })),
  merged: field(Merged),
  issues: field(Threads),
  changes: field(Threads),
  maintainers: maybe(Text),
  owners: maybe(Text),
  aliases: maybe(Text),
  codeowners: maybe(Text),
  security_insights: maybe(Text),
  readme: maybe(Text),
  funding_json: maybe(Text),
  headPackage: maybe(Text),
  tagPackage: maybe(Text),
  headTree: maybe(Tree),
  tagTree: maybe(Tree),
  tag: maybe(
    z.object({ compare: maybe(z.object({ aheadBy: z.number(), commits: field(nodes(z.object({ authoredDate: date }))) })) }),
  ),
});
export type DetailAnswer = z.infer<typeof DetailAnswer>;

/** Most characters of a document that is read. */
const MOST_CHARACTERS = 200_000;

/** A document's text: null where there is none to read, undefined where it was not answered or not whole. */
export function textOf(file: Text | null | undefined): string | null | undefined {
  if (file === undefined || file === null) return file;
  if (file.isBinary === true) return null;
  if (file.isTruncated || typeof file.text !== 'string' || file.text.length > MOST_CHARACTERS) return undefined;
  return file.text;
}
