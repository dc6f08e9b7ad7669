import { buildClientSchema } from 'graphql';
import type { GraphQLSchema, IntrospectionQuery } from 'graphql';
import { readLocal } from '../../root.ts';

/** GitHub's schema: as it is, for validating a query; and relaxed, for answering one. */
export interface Schemas {
  readonly real: GraphQLSchema;
  /**
   * The same with every field nullable: where a value is not recorded, that field alone is null with an error on its path, while the
   * schema's own rule would take the whole repository away.
   */
  readonly relaxed: GraphQLSchema;
}

let schemas: Schemas | undefined;

/** The schemas, read and built once: 5 MB. */
export function githubSchemas(): Schemas {
  return (schemas ??= built(introspection()));
}

/** Schemas of an introspection result. */
export function built(of: IntrospectionQuery): Schemas {
  return {
    real: buildClientSchema(of, { assumeValid: true }),
    relaxed: buildClientSchema(relaxed(of), { assumeValid: true }),
  };
}

/** GitHub's schema as its introspection tells it, from `@octokit/graphql-schema`. */
export function introspection(): IntrospectionQuery {
  return JSON.parse(readLocal('node_modules/@octokit/graphql-schema/schema.json')) as IntrospectionQuery;
}

function relaxed(of: IntrospectionQuery): IntrospectionQuery {
  const types = of.__schema.types.map((type) =>
    type.kind === 'OBJECT' || type.kind === 'INTERFACE'
      ? {
          ...type,
          fields: type.fields.map((field) => ({
            ...field,
            type: field.type.kind === 'NON_NULL' ? field.type.ofType : field.type,
          })),
        }
      : type,
  );
  return { __schema: { ...of.__schema, types } };
}
