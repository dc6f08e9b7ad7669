/** An error in how the command was called: one line, said on stderr, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
