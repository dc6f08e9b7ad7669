/**
 * Whether a glob stands for the whole of one path element: `*` for any characters, `?` for one. It goes back to the last star only, so
 * it takes at most |glob| × |text| steps whatever is given: globs come from files of strangers.
 */
export function matchesElement(glob: string, text: string): boolean {
  let g = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (glob[g] === '*') {
      star = g++;
      resume = t;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g += 1;
      t += 1;
    } else if (star >= 0) {
      g = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (glob[g] === '*') g += 1;
  return g === glob.length;
}

/** Whether a glob stands for a whole path, element by element; `**` as an element stands for any number of them, none included. */
export function matchesPath(glob: string, path: string): boolean {
  const wanted = glob.split('/').filter((part, at, all) => part !== '**' || all[at - 1] !== '**');
  const elements = path === '' ? [] : path.split('/');
  // reached[i]: the globs read so far stand for the first i elements
  let reached: readonly boolean[] = [true, ...elements.map(() => false)];
  for (const part of wanted) {
    const next: boolean[] = [];
    for (let at = 0; at <= elements.length; at += 1) {
      const before = at > 0 ? (elements[at - 1] ?? '') : undefined;
      if (part === '**') next[at] = reached[at] === true || (at > 0 && next[at - 1] === true);
      else next[at] = before !== undefined && reached[at - 1] === true && matchesElement(part, before);
    }
    reached = next;
  }
  return reached[elements.length] === true;
}
