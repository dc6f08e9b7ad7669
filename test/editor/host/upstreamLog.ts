/** One request as the local upstream served it. */
interface Request {
  readonly service: string;
  readonly path: string;
  readonly names: readonly string[];
}

/** Everything the local upstream was asked so far. */
export async function requests(): Promise<readonly Request[]> {
  const response = await fetch(process.env['MAINSTAY_TEST_LOG'] ?? 'the runner says where the log is');
  return (await response.json()) as readonly Request[];
}

/** The requests that speak of a name, in their question or their path. */
export async function requestsAbout(name: string): Promise<readonly Request[]> {
  return (await requests()).filter(({ names, path }) => names.includes(name) || decodeURIComponent(path).includes(name));
}
