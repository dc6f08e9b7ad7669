import type { Fact, FactKey, FactView, Provenance } from '../../server/src/model/fact.ts';

/** A view with other values laid over it by fact id, which come from `laid`; undefined makes a fact unknown. */
export function overlaid(view: FactView, values: Readonly<Record<string, unknown>>, laid: Provenance): FactView {
  return {
    get<T>(key: FactKey<T>): Fact<T> {
      if (!Object.hasOwn(values, key.id)) return view.get(key);
      const value = values[key.id];
      if (value === undefined) return { state: 'unknown', why: 'unsupported' };
      return { state: 'known', value: value as T, from: laid }; // whoever lays it over makes it for this very id
    },
  };
}

/** A view whose every fact comes from `from`: what is under an invented name must not point at a real project. */
export function originating(view: FactView, from: Provenance): FactView {
  return {
    get<T>(key: FactKey<T>): Fact<T> {
      const fact = view.get(key);
      return fact.state === 'known' ? { ...fact, from } : fact;
    },
  };
}
