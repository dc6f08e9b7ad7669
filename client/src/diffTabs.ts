import type { ShownDiffs } from '../../server/src/protocol.ts';

/**
 * The diffs among the inputs of tabs. Told by what they hold and not by their class: the class of editors that show many diffs is not among those
 * that every VS Code hands out. Pairs of which neither side is wanted are left out.
 */
export function diffsIn<Uri>(
  inputs: readonly unknown[],
  of: { wanted(uri: Uri): boolean; address(uri: Uri): string },
): Required<ShownDiffs> {
  const pairs = new Map<string, { readonly original: string; readonly modified: string }>();
  for (const { original, modified } of inputs.flatMap((input) => comparisonsIn<Uri>(input))) {
    if (!of.wanted(original) && !of.wanted(modified)) continue;
    const pair = { original: of.address(original), modified: of.address(modified) };
    pairs.set(`${pair.original}\n${pair.modified}`, pair);
  }
  const sides = new Set([...pairs.values()].flatMap(({ original, modified }) => [original, modified]));
  const alone = inputs.flatMap((input) => (isObject(input) && 'uri' in input ? [of.address(input['uri'] as Uri)] : []));
  return { pairs: [...pairs.values()], alone: [...new Set(alone)].filter((uri) => sides.has(uri)) };
}

interface Comparison<Uri> {
  readonly original: Uri;
  readonly modified: Uri;
}

/** What an input compares: nothing, two texts, or many twos. */
function comparisonsIn<Uri>(input: unknown): readonly Comparison<Uri>[] {
  if (!isObject(input)) return [];
  if ('textDiffs' in input && Array.isArray(input['textDiffs']))
    return input['textDiffs'].flatMap((one) => comparisonsIn<Uri>(one));
  // Of notebooks and other editors both sides are addresses too; what they show is no manifest.
  return 'original' in input && 'modified' in input && input['original'] !== undefined && input['modified'] !== undefined
    ? [{ original: input['original'] as Uri, modified: input['modified'] as Uri }]
    : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
