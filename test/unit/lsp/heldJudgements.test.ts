import fc from 'fast-check';
import { expect, test } from 'vitest';
import { subjectsIn, type Line } from '../../../server/src/engine/gather.ts';
import { memoryFactStore } from '../../../server/src/engine/factStore.ts';
import { repository } from '../../../server/src/facts/package.ts';
import { countAnswers } from '../../../server/src/lsp/answers.ts';
import { createDoubts } from '../../../server/src/lsp/doubtfulStore.ts';
import { createHeldJudgements } from '../../../server/src/lsp/heldJudgements.ts';
import type { OpenedSession } from '../../../server/src/lsp/sessions.ts';
import type { Assessment } from '../../../server/src/model/assessment.ts';
import { defineSource, observe, type Observation } from '../../../server/src/model/source.ts';
import type { PackageSubject, RepositorySubject } from '../../../server/src/model/subject.ts';
import { age, engineOver, line, nickname } from '../engine/invented.ts';

const common = { maxBatch: 10, concurrency: 1, timeoutMs: 1000, clearance: 'registry', needs: [], covers: () => true } as const;
const nothing = async function* (): AsyncIterable<Observation> {
  // nobody is asked here: the store is told
};
const registry = defineSource({
  ...common,
  id: 'registry',
  subject: 'package',
  provides: [nickname, repository],
  collect: nothing,
});
const forge = defineSource({ ...common, id: 'forge', subject: 'repository', provides: [age], collect: nothing });

const NAMES = ['a', 'b', 'c', 'd'] as const;
const packageOf = (name: string): PackageSubject => ({ kind: 'package', purl: `pkg:npm/${name}` });
const home = (name: string): RepositorySubject => ({ kind: 'repository', host: 'forge.example.org', owner: 'team', name });

/** Lines judged over a store that answers come to, and how often one was judged. */
function world(now = () => '2026-01-01T00:00:00.000Z') {
  const answers = countAnswers();
  const store = createDoubts(now, (subjects) => {
    if (subjects === 'all') answers.aboutAll();
    else answers.about(subjects);
  }).over(memoryFactStore());
  const engine = engineOver([registry, forge], { store });
  const judged: string[] = [];
  const held = (asked: Line) => {
    const position = engine.position(asked);
    judged.push(asked.dependency.name);
    const { view } = position;
    const said = [view.get(nickname), view.get(repository), view.get(age)];
    return { assessment: JSON.stringify(said) as unknown as Assessment, subjects: subjectsIn(position) };
  };
  const opened = { answers, session: { held } } as unknown as OpenedSession;
  const judgements = createHeldJudgements(now);
  return {
    store,
    judged,
    look: (name: string) => judgements.of(opened, line(name), 'standing', undefined),
    fresh: (name: string) => held(line(name)).assessment,
  };
}

const url = 'https://example.org';
type World = ReturnType<typeof world>;
const isCalled = ({ store }: World, name: string, word: string) =>
  store.record(registry, [packageOf(name)], [observe(packageOf(name), nickname, word, url)], '2026-01-01T00:00:00.000Z');
const livesAt = ({ store }: World, name: string, at: string) =>
  store.record(
    registry,
    [packageOf(name)],
    [observe(packageOf(name), repository, { repository: home(at), how: 'declared' }, url)],
    '2026-01-01T00:00:00.000Z',
  );
const isAged = ({ store }: World, at: string, years: number) =>
  store.record(forge, [home(at)], [observe(home(at), age, years, url)], '2026-01-01T00:00:00.000Z');

test('an answer has the lines judged anew that it is about, and no other', () => {
  const one = world();
  const all = () => NAMES.map(one.look);
  livesAt(one, 'a', 'shared');
  livesAt(one, 'b', 'shared');
  all();
  all();
  expect(one.judged.splice(0)).toEqual(['a', 'b', 'c', 'd']);
  isCalled(one, 'c', 'cee');
  all();
  all();
  expect(one.judged.splice(0)).toEqual(['c']);
  isAged(one, 'shared', 3); // both live there
  all();
  expect(one.judged.splice(0)).toEqual(['a', 'b']);
  one.store.fail(registry, [packageOf('d')], 'timeout', '2026-01-01T00:00:00.000Z');
  all();
  expect(one.judged.splice(0)).toEqual(['d']);
  one.store.clear();
  all();
  expect(one.judged.splice(0)).toEqual(['a', 'b', 'c', 'd']);
});

test('what is kept is what a judgement by all that is held would be, in whatever order answers come', () => {
  const name = fc.constantFrom(...NAMES);
  const happening = fc.oneof(
    fc.record({ of: name, word: fc.string() }).map(
      ({ of, word }) =>
        (one: World) =>
          isCalled(one, of, word),
    ),
    fc.record({ of: name, at: name }).map(
      ({ of, at }) =>
        (one: World) =>
          livesAt(one, of, at),
    ),
    fc.record({ at: name, years: fc.nat() }).map(
      ({ at, years }) =>
        (one: World) =>
          isAged(one, at, years),
    ),
    fc.record({ of: name }).map(
      ({ of }) =>
        (one: World) =>
          one.store.fail(registry, [packageOf(of)], 'not-found', '2026-01-01T00:00:00.000Z'),
    ),
    fc.constant((one: World) => one.store.clear()),
    name.map((of) => (one: World) => void one.look(of)),
  );
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
      const one = world();
      for (const happens of happenings) happens(one);
      expect(NAMES.map(one.look)).toEqual(NAMES.map(one.fresh));
    }),
  );
});

test('another hour judges anew: other windows may have learnt more', () => {
  let now = '2026-01-01T10:59:00.000Z';
  const one = world(() => now);
  one.look('a');
  now = '2026-01-01T10:59:59.000Z';
  one.look('a');
  expect(one.judged).toHaveLength(1);
  now = '2026-01-01T11:00:00.000Z';
  one.look('a');
  expect(one.judged).toHaveLength(2);
});
