/** The arguments every connection takes. */
export interface Page {
  readonly first?: number | null;
  readonly last?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

/** A page of a connection. */
export interface Connection {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly [field: string]: unknown };
  readonly nodes: () => readonly unknown[];
  readonly edges: () => readonly unknown[];
}

/** A connection over a list: the page asked for, made into nodes only when it is served. Cursors are places in the list. */
export function connection<T>(
  items: readonly T[],
  { first, last, after, before }: Page,
  toNode: (item: T) => unknown,
): Connection {
  const from = after == null ? 0 : placeOf(after) + 1;
  const to = before == null ? items.length : Math.min(placeOf(before), items.length);
  const start = last == null || first != null ? from : Math.max(from, to - last);
  const end = first == null ? to : Math.min(to, start + first);
  const page = items.slice(start, end);
  return {
    totalCount: items.length,
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: page.length === 0 ? null : cursor(start),
      endCursor: page.length === 0 ? null : cursor(end - 1),
    },
    nodes: () => page.map(toNode),
    edges: () => page.map((item, at) => ({ cursor: cursor(start + at), node: toNode(item) })),
  };
}

function cursor(place: number): string {
  return Buffer.from(`cursor:${place}`).toString('base64');
}

function placeOf(text: string): number {
  return Number(/^cursor:(\d+)$/.exec(Buffer.from(text, 'base64').toString('utf8'))?.[1] ?? Number.NaN);
}
