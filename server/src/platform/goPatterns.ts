/** One step of a glob: a character itself, one of a class, any one, or any run; neither of the last two crosses a slash. */
type Step = { readonly kind: 'one'; accepts(character: string): boolean } | { readonly kind: 'run' };

/**
 * Whether a module path matches a list of patterns as GOPRIVATE, GONOPROXY and GONOSUMDB hold them: globs between commas, each held
 * against as many leading elements of the path as it has itself. A glob that is not well-formed matches nothing. Never throws.
 * Source: `go help private` and path.Match of Go's standard library.
 */
export function matchesGoPatterns(patterns: string, modulePath: string): boolean {
  const elements = modulePath.split('/');
  return patterns.split(',').some((entry) => {
    const glob = entry.replace(/\/$/, '');
    if (glob === '') return false;
    const depth = glob.split('/').length;
    return depth <= elements.length && matchesGlob(glob, elements.slice(0, depth).join('/'));
  });
}

function matchesGlob(glob: string, name: string): boolean {
  const steps = compile(Array.from(glob));
  if (steps === undefined) return false;
  const characters = Array.from(name);
  let step = 0;
  let at = 0;
  // The last run seen, and where the text it swallowed ends: the only point worth returning to.
  let run: { readonly step: number; at: number } | undefined;
  for (;;) {
    const next = steps[step];
    const character = characters[at];
    if (next === undefined && character === undefined) return true;
    if (next?.kind === 'run') {
      run = { step, at };
      step += 1;
    } else if (next !== undefined && character !== undefined && next.accepts(character)) {
      step += 1;
      at += 1;
    } else {
      const swallowed = run && characters[run.at];
      if (run === undefined || swallowed === undefined || swallowed === '/') return false;
      run.at += 1;
      at = run.at;
      step = run.step + 1;
    }
  }
}

function compile(glob: readonly string[]): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < glob.length; at += 1) {
    const character = glob[at];
    if (character === '*') {
      steps.push({ kind: 'run' });
    } else if (character === '?') {
      steps.push({ kind: 'one', accepts: (candidate) => candidate !== '/' });
    } else if (character === '[') {
      const set = readClass(glob, at + 1);
      if (set === undefined) return undefined;
      steps.push(set.step);
      at = set.end;
    } else {
      if (character === '\\') at += 1;
      const literal = glob[at];
      if (literal === undefined) return undefined;
      steps.push({ kind: 'one', accepts: (candidate) => candidate === literal });
    }
  }
  return steps;
}

/** The class that begins after its bracket, and the place of the closing one; undefined where it is not well-formed. */
function readClass(glob: readonly string[], start: number): { readonly step: Step; readonly end: number } | undefined {
  let at = start;
  const isNegated = glob[at] === '^';
  if (isNegated) at += 1;
  const ranges: (readonly [low: string, high: string])[] = [];

  while (glob[at] !== ']' || ranges.length === 0) {
    const low = readMember();
    if (low === undefined) return undefined;
    let high: string | undefined = low;
    if (glob[at] === '-') {
      at += 1;
      high = readMember();
    }
    if (high === undefined) return undefined;
    ranges.push([low, high]);
  }
  const accepts = (candidate: string) => ranges.some(([low, high]) => isBetween(candidate, low, high)) !== isNegated;
  return { step: { kind: 'one', accepts }, end: at };

  function readMember(): string | undefined {
    if (glob[at] === '-' || glob[at] === ']') return undefined;
    if (glob[at] === '\\') at += 1;
    const member = glob[at];
    at += 1;
    return at < glob.length ? member : undefined;
  }
}

function isBetween(candidate: string, low: string, high: string): boolean {
  const [point = 0, from = 0, to = 0] = [candidate, low, high].map((character) => character.codePointAt(0));
  return from <= point && point <= to;
}
