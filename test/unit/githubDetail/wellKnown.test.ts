import { describe, expect, test } from 'vitest';
import { fundingManifest, type FundingChannel } from '../../../server/src/facts/repositoryDetail.ts';
import type { FactView } from '../../../server/src/model/fact.ts';
import { UpstreamFailure } from '../../../server/src/model/failure.ts';
import type { HttpRequest } from '../../../server/src/model/ports.ts';
import type { Ask, Observation } from '../../../server/src/model/source.ts';
import { fundingWellKnown } from '../../../server/src/sources/fundingWellKnown.ts';
import { repo } from '../github/asking.ts';

const WELL_KNOWN = 'https://kettle.example.org/.well-known/funding-manifest-urls';
const copy: FundingChannel = { url: 'https://pay.example.org/kettle', type: 'other', verified: false, wellKnown: WELL_KNOWN };

function viewWith(value: readonly FundingChannel[]): FactView {
  const from = { source: 'github-detail', url: 'https://example.org', fetchedAt: '2026-11-21T12:00:00.000Z' };
  return {
    get: (key) =>
      key.id === fundingManifest.id ? ({ state: 'known', value, from } as never) : { state: 'unknown', why: 'pending' },
  };
}

/** Asks about `example/kettle`; the well-known file holds the text given, or the host fails. */
async function verified(answer: string | UpstreamFailure) {
  const sent: HttpRequest[] = [];
  const seen: Observation[] = [];
  const ask = {
    subjects: [repo('example/kettle')],
    view: () => viewWith([copy]),
    http: {
      send(request: HttpRequest) {
        sent.push(request);
        if (answer instanceof UpstreamFailure) return Promise.reject(answer);
        return Promise.resolve({ status: 200, unchanged: false, text: answer, headers: {} });
      },
    },
    signal: new AbortController().signal,
  } as unknown as Ask<ReturnType<typeof repo>>;
  for await (const one of fundingWellKnown.collect(ask)) seen.push(one);
  const [said] = seen;
  return { sent, value: said?.kind === 'value' ? (said.value as readonly FundingChannel[]) : undefined };
}

describe('the well-known file of the address that a funding.json names', () => {
  test.each([
    ['https://github.com/example/kettle/blob/main/funding.json', true],
    ['https://example.org/other.json\r\nhttps://raw.githubusercontent.com/Example/Kettle/main/funding.json\n', true],
    ['https://github.com/example/kettle-fork/blob/main/funding.json', false],
    ['http://github.com/example/kettle/blob/main/funding.json', false],
    ['https://github.com/example/kettle/blob/main/README.md', false],
    ['https://github.com.example.org/example/kettle/blob/main/funding.json', false],
    ['', false],
    ['<html>no list</html>', false],
  ])('%j vouches: %s', async (text, vouches) => {
    const { sent, value } = await verified(text);
    expect(value).toEqual([{ ...copy, verified: vouches }]);
    expect(sent.map(({ url, publicWebOnly }) => ({ url, publicWebOnly }))).toEqual([{ url: WELL_KNOWN, publicWebOnly: true }]);
  });

  test('a host that does not answer verifies nothing', async () => {
    await expect(verified(new UpstreamFailure('not-found', 'no such file', 404))).rejects.toThrow('no such file');
  });

  test('nobody is asked where the manifest is verified by itself, or names no such file; arbitrary hosts need the clearance for the web', () => {
    const { wellKnown: _, ...without } = copy;
    const covers = (value: readonly FundingChannel[]) => fundingWellKnown.covers(repo('example/kettle'), viewWith(value));
    expect([covers([copy]), covers([{ ...copy, verified: true }]), covers([without]), covers([])]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([fundingWellKnown.clearance, fundingWellKnown.depth]).toEqual(['web', 'detail']);
  });
});
