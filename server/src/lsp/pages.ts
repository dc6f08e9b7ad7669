import { ErrorCodes, ResponseError, type Connection } from 'vscode-languageserver';
import * as z from 'zod/mini';
import { rules } from '../rules/index.ts';
import type { Client } from './client.ts';
import type { World } from './world.ts';

const PageToOpen = z.string().check(
  z.maxLength(2000),
  z.refine((address) => {
    if (!URL.canParse(address)) return false;
    const { protocol, username, password } = new URL(address);
    return protocol === 'https:' && username === '' && password === '';
  }),
);
const RuleToOpen = z.object({ rule: z.string() });

/** What opening pages needs. */
export interface PagesParts {
  readonly connection: Connection;
  readonly client: Pick<Client, 'showsDocuments'>;
  readonly world: Pick<World, 'rulePages'>;
}

const NO_PAGES = 'this editor opens no pages';

/** Has the client open an https page outside; everything else is refused. */
export async function openPage({ connection, client }: PagesParts, given: unknown): Promise<unknown> {
  const url = z.safeParse(PageToOpen, given);
  if (!url.success) return new ResponseError(ErrorCodes.InvalidParams, 'it takes one https address');
  if (!client.showsDocuments) return new ResponseError(ErrorCodes.InvalidRequest, NO_PAGES);
  return await connection.window.showDocument({ uri: url.data, external: true });
}

/** Has the client show the page of a rule, which ships with Mainstay. */
export async function openRule({ connection, client, world }: PagesParts, given: unknown): Promise<unknown> {
  const read = z.safeParse(RuleToOpen, given);
  const rule = rules.find(({ id }) => read.success && id === read.data.rule);
  if (!rule) return new ResponseError(ErrorCodes.InvalidParams, 'it takes the id of one rule');
  if (!client.showsDocuments || world.rulePages === undefined) return new ResponseError(ErrorCodes.InvalidRequest, NO_PAGES);
  return await connection.window.showDocument({ uri: `${world.rulePages}${rule.id}.md`, takeFocus: true });
}
