import type { Fact, FactKey, FactView, Provenance } from '../../server/src/model/fact.ts';

/**
 * A view with other values laid over it, by fact id; undefined makes a fact unknown. `from` stands for where all of it comes from, where given: an
 * invented package must not name a real one.
 */
export function overlaid(view: FactView, values: Readonly<Record<string, unknown>>, from?: Provenance): FactView {
  const laid: Provenance = from ?? { source: 'supposed', url: 'https://example.org/supposed', fetchedAt: '1970-01-01' };
  return {
    get<T>(key: FactKey<T>): Fact<T> {
      if (!Object.hasOwn(values, key.id)) {
        const fact = view.get(key);
        return from === undefined || fact.state === 'unknown' ? fact : { ...fact, from };
      }
      const value = values[key.id];
      if (value === undefined) return { state: 'unknown', why: 'unsupported' };
      return { state: 'known', value: value as T, from: laid }; // whoever lays it over makes it for this very id
    },
  };
}
