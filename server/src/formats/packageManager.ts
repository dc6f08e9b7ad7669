import { readJson } from './jsonTree.ts';

/** The package managers that corepack and npm know by these names. */
const MANAGERS = ['npm', 'pnpm', 'yarn', 'bun'] as const;
/** One of them. */
export type PackageManager = (typeof MANAGERS)[number];

/** The package manager that a package.json is for by its `packageManager` (`pnpm@10.1.0`); undefined where it does not say, or is none we know. */
export function packageManagerIn(text: string): PackageManager | undefined {
  const value = readJson(text).root.entries.findLast(({ key }) => key.value === 'packageManager')?.value;
  const name = value?.kind === 'string' ? value.value.split('@', 1)[0] : undefined;
  return MANAGERS.find((one) => one === name);
}
