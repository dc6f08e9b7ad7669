import { defaultFieldResolver, execute, getOperationAST, GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import type { DocumentNode, GraphQLFieldResolver, OperationDefinitionNode } from 'graphql';
import { NotRecorded } from '../../world/repository.ts';
import type { World } from '../../world/world.ts';
import type { Quota } from '../../quota.ts';
import { costOf } from './cost.ts';
import type { Cost } from './cost.ts';
import { GitHubError } from './lookup.ts';
import { rootValue } from './root.ts';
import { githubSchemas } from './schema.ts';
import type { Schemas } from './schema.ts';

/** A query that may be executed, or the errors GitHub answers instead. */
export type Prepared =
  | { readonly refused: readonly object[] }
  | {
      readonly document: DocumentNode;
      readonly operation: OperationDefinitionNode;
      readonly variables: Readonly<Record<string, unknown>>;
      readonly cost: Cost;
      /** How many things are asked for at the root, beside the rate limit. */
      readonly asked: number;
    };

/** Most nodes one query may ask for. */
const MOST_NODES = 500_000;

/** Parses, validates against the real schema, and works out the cost. */
export function prepare(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  operationName: string | undefined,
  { real }: Schemas = githubSchemas(),
): Prepared {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return { refused: [formatted(error)] };
  }
  const invalid = validate(real, document, undefined, { maxErrors: 100 });
  if (invalid.length > 0) return { refused: invalid.map(formatted) };
  const operation = getOperationAST(document, operationName);
  if (operation == null) return { refused: [{ message: 'An operation name is required' }] };
  if (operation.operation !== OperationTypeNode.QUERY)
    return { refused: [{ type: 'FORBIDDEN', message: 'the recorded world is only read' }] };
  const cost = costOf(real, document, operation, variables);
  if (cost.refusals.length > 0) return { refused: cost.refusals };
  if (cost.nodes > MOST_NODES)
    return {
      refused: [
        {
          type: 'MAX_NODE_LIMIT_EXCEEDED',
          message: `This query requests up to ${cost.nodes} possible nodes which exceeds the maximum limit of 500,000.`,
        },
      ],
    };
  const roots = operation.selectionSet.selections;
  const asked = roots.filter((one) => one.kind !== Kind.FIELD || one.name.value !== 'rateLimit').length;
  return { document, operation, variables, cost, asked };
}

/** The answer to a prepared query; `login`: who asks, where that is known. */
export async function answered(
  prepared: Exclude<Prepared, { refused: unknown }>,
  world: World,
  quota: Quota,
  refuse: (fullName: string) => void,
  login?: string,
): Promise<{ readonly data: unknown; readonly errors?: readonly object[] }> {
  const { data, errors } = await execute({
    schema: githubSchemas().relaxed,
    document: prepared.document,
    rootValue: rootValue({ world, cost: prepared.cost, quota, refuse, login }),
    variableValues: prepared.variables,
    operationName: prepared.operation.name?.value ?? null,
    fieldResolver: told,
  });
  return { data: data ?? null, ...(errors === undefined ? {} : { errors: errors.map(formatted) }) };
}

/** A field nobody gave a value is not recorded: it is never quietly null. */
const told: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const has = typeof source === 'object' && source !== null && info.fieldName in source;
  if (!has) throw new NotRecorded(`${info.parentType.name}.${info.fieldName} is not in the recorded world`);
  return defaultFieldResolver(source, args, context, info);
};

/** An error as GitHub writes it: with its type beside the message. */
function formatted(error: unknown): object {
  if (!(error instanceof GraphQLError)) return { message: String(error) };
  const { message, path, locations, originalError } = error;
  const type =
    originalError instanceof GitHubError ? originalError.type : originalError instanceof NotRecorded ? 'NOT_RECORDED' : undefined;
  const extensions = originalError instanceof GitHubError ? originalError.extensions : undefined;
  return {
    ...(type === undefined ? {} : { type }),
    ...(path === undefined ? {} : { path }),
    ...(extensions === undefined ? {} : { extensions }),
    ...(locations === undefined ? {} : { locations }),
    message,
  };
}
