import { policyJsonSchema } from '../../server/src/policy/schema.ts';
import { rules } from '../../server/src/rules/index.ts';

/** media/mainstay.schema.json: what editors complete and validate `.mainstay.json` by. */
export function policySchemaText(): string {
  return `${JSON.stringify(policyJsonSchema(rules), null, 2)}\n`;
}
