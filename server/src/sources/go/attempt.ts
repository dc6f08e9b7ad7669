import { UpstreamFailure } from '../../model/failure.ts';

/** The value, or the upstream's failure as a value: one document less is no reason to lose the others. Other errors are thrown. */
export async function attempt<T>(run: () => T | Promise<T>): Promise<T | UpstreamFailure> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof UpstreamFailure) return error;
    throw error;
  }
}
