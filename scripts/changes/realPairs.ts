import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Two versions of one manifest of a real project, recorded beside the repository. */
export interface RealPair {
  /** What both are called without their side: `etcd-io__etcd__2021-08-03__go.mod`. */
  readonly name: string;
  /** The file name that tells the format: `go.mod`. */
  readonly file: string;
  /** Paths and texts of the sides. */
  readonly before: { readonly path: string; readonly text: string };
  readonly after: { readonly path: string; readonly text: string };
}

interface Listed {
  readonly file: string;
  readonly kind: string;
  readonly role?: string;
}

/** The recorded pairs in the folder `manifests` of a folder, by name; undefined where there are none. */
export async function realPairs(data: string): Promise<readonly RealPair[] | undefined> {
  const folder = join(data, 'manifests');
  const index = await readOr(join(folder, 'index.json'));
  if (index === undefined) return undefined;
  const listed = JSON.parse(index) as readonly Listed[];
  const befores = listed.filter(({ kind, role }) => kind === 'pair' && role === 'before').map(({ file }) => file);
  return Promise.all(
    befores.sort().map(async (file) => {
      const [before, after] = [join(folder, file), join(folder, file.replace('__before__', '__after__'))];
      return {
        name: file.replace('__before__', '__'),
        file: file.slice(file.lastIndexOf('__') + 2),
        before: { path: before, text: await readFile(before, 'utf8') },
        after: { path: after, text: await readFile(after, 'utf8') },
      };
    }),
  );
}

async function readOr(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
