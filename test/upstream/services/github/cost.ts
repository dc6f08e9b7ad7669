import { getNamedType, Kind, valueFromASTUntyped } from 'graphql';
import type { DocumentNode, FieldNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode } from 'graphql';

/** What a query costs by GitHub's formula, and what makes it refuse one. */
export interface Cost {
  /** Requests to fulfil every connection, divided by 100 and rounded; at least 1. */
  readonly points: number;
  /** Most nodes that could come back. */
  readonly nodes: number;
  /** Connections asked for nodes without `first` or `last`, or for more than 100. */
  readonly refusals: readonly { readonly type: string; readonly message: string; readonly path: readonly string[] }[];
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
  requests: number;
  nodes: number;
  readonly refusals: { readonly type: string; readonly message: string; readonly path: readonly string[] }[];
}

/**
 * The cost of a valid query. Source: GitHub's "Rate limits and query limits for the GraphQL API": a connection inside of connections is
 * asked once for each node of those above it, as many as their `first` says; nodes count likewise, with its own `first`.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const walk: Walk = { schema, document, variables, requests: 0, nodes: 0, refusals: [] };
  const root = schema.getQueryType();
  if (root != null) selected(walk, operation.selectionSet, root.name, 1, []);
  return { points: Math.max(1, Math.round(walk.requests / 100)), nodes: walk.nodes, refusals: walk.refusals };
}

function selected(walk: Walk, { selections }: SelectionSetNode, type: string, times: number, path: readonly string[]): void {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      fieldOf(walk, selection, type, times, path);
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      selected(walk, selection.selectionSet, selection.typeCondition?.name.value ?? type, times, path);
    } else {
      const named = walk.document.definitions.find(
        (one) => one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === selection.name.value,
      );
      if (named?.kind === Kind.FRAGMENT_DEFINITION)
        selected(walk, named.selectionSet, named.typeCondition.name.value, times, path);
    }
  }
}

function fieldOf(walk: Walk, field: FieldNode, type: string, times: number, above: readonly string[]): void {
  if (field.selectionSet === undefined) return;
  const parent = walk.schema.getType(type);
  const definition = parent !== undefined && 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
  if (definition === undefined || !('args' in definition)) return;
  const path = [...above, (field.alias ?? field.name).value];
  const below = getNamedType(definition.type).name;
  const size = numberArgument(walk, field, 'first') ?? numberArgument(walk, field, 'last');
  const ids = field.name.value === 'nodes' && type === 'Query' ? listArgument(walk, field, 'ids') : 1;
  if (!below.endsWith('Connection')) {
    selected(walk, field.selectionSet, below, times * ids, path);
    return;
  }
  if (size === undefined && asksNodes(field.selectionSet))
    walk.refusals.push({
      type: 'MISSING_PAGINATION_BOUNDARIES',
      message: `You must provide a \`first\` or \`last\` value to properly paginate the \`${field.name.value}\` connection.`,
      path,
    });
  if (size !== undefined && (size > 100 || size < 1))
    walk.refusals.push({
      type: 'EXCESSIVE_PAGINATION',
      message: `Requesting ${size} records on the \`${field.name.value}\` connection exceeds the \`first\` limit of 100 records.`,
      path,
    });
  walk.requests += times;
  walk.nodes += times * (size ?? 0);
  selected(walk, field.selectionSet, below, times * (size ?? 1), path);
}

function asksNodes({ selections }: SelectionSetNode): boolean {
  return selections.some((one) => one.kind !== Kind.FIELD || one.name.value === 'nodes' || one.name.value === 'edges');
}

function argument({ variables }: Walk, field: FieldNode, name: string): unknown {
  const value = field.arguments?.find((one) => one.name.value === name)?.value;
  return value === undefined ? undefined : valueFromASTUntyped(value, variables);
}

function numberArgument(walk: Walk, field: FieldNode, name: string): number | undefined {
  const value = argument(walk, field, name);
  return typeof value === 'number' ? value : undefined;
}

function listArgument(walk: Walk, field: FieldNode, name: string): number {
  const value = argument(walk, field, name);
  return Array.isArray(value) ? value.length : 1;
}
