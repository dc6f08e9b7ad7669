import type { Moment } from '../../world/repository.ts';

/** A moment as GitHub writes it. */
export function iso(at: Moment): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}
