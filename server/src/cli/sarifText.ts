import { relative, resolve, sep } from 'node:path';
import { checkoutTop } from '../platform/files.ts';
import { sarifLog, type Placed, type SarifOptions } from '../present/sarif.ts';
import { rules } from '../rules/index.ts';
import type { World } from './world.ts';

/**
 * The SARIF log of a run. Manifests are named from the top of the checkout the command line was called in, as code scanning names files; without a
 * checkout, from the folder it was called in.
 */
export async function sarifText(
  placed: readonly Placed[],
  said: Pick<SarifOptions, 'unusable' | 'notes'>,
  { rulePages }: Pick<SarifOptions, 'rulePages'>,
  world: World,
): Promise<string> {
  const top = (await checkoutTop(world.folder)) ?? world.folder;
  const named = placed.map((one) => ({
    ...one,
    manifest: relative(top, resolve(world.folder, one.manifest)).split(sep).join('/'),
  }));
  return sarifJson(named, said, rulePages, world);
}

/** The SARIF log of manifests that are named from the top of their repository already. */
export function sarifJson(
  placed: readonly Placed[],
  said: Pick<SarifOptions, 'unusable' | 'notes'>,
  rulePages: string | undefined,
  world: World,
): string {
  return (
    JSON.stringify(sarifLog(placed, { ...said, version: world.version, now: world.now(), rules, rulePages }), null, 2) + '\n'
  );
}
