import { describe, expect, test } from 'vitest';
import { ledger } from '../../../server/src/engine/ledger.ts';

const at = '2026-11-21T00:00:00.000Z';
const sending = (host: string, ...names: string[]) => ({ host, source: 'npm-registry', names, at, bytesSent: 10 });

describe('the privacy ledger', () => {
  test('writes a name down before its request has an answer', () => {
    const book = ledger();
    const done = book.sending(sending('registry.example.org', 'left'));
    expect(book.entries()).toEqual([{ ...sending('registry.example.org', 'left'), status: undefined, bytesReceived: 0 }]);
    done({ status: 200, bytesReceived: 512 });
    expect(book.entries()[0]).toMatchObject({ status: 200, bytesReceived: 512 });
  });

  test('adds up per host, in alphabetical order', () => {
    const book = ledger();
    book.sending(sending('z.example.org', 'a', 'b'))({ status: 200, bytesReceived: 5 });
    book.sending(sending('z.example.org', 'c'))({ status: undefined, bytesReceived: 0 });
    book.sending(sending('a.example.org', 'a'))({ status: 404, bytesReceived: 2 });
    expect(book.totals()).toEqual([
      { host: 'a.example.org', requests: 1, names: 1, bytesSent: 10, bytesReceived: 2 },
      { host: 'z.example.org', requests: 2, names: 3, bytesSent: 20, bytesReceived: 5 },
    ]);
  });

  test('keeps the newest names and remembers how many it forgot', () => {
    const book = ledger({ maxNames: 10 });
    for (let n = 0; n < 5000; n += 1) book.sending(sending('a.example.org', `n${n}`));
    expect(book.entries().map(({ names }) => names[0])).toEqual(Array.from({ length: 10 }, (_, n) => `n${4990 + n}`));
    expect(book.forgotten()).toEqual({ requests: 4990, names: 4990 });
    expect(book.totals()[0]?.names).toBe(5000);
  });

  test('a batch larger than the bound is forgotten as a whole, and still counted', () => {
    const book = ledger({ maxNames: 10 });
    book.sending(sending('a.example.org', ...Array.from({ length: 11 }, (_, n) => `n${n}`)));
    expect(book.entries()).toEqual([]);
    expect(book.forgotten()).toEqual({ requests: 1, names: 11 });
  });

  test('requests without names fill it too', () => {
    const book = ledger({ maxNames: 3 });
    for (let n = 0; n < 9; n += 1) book.sending(sending('a.example.org'));
    expect(book.entries()).toHaveLength(3);
  });

  test('hosts without end are counted together past a thousand', () => {
    const book = ledger();
    for (let n = 0; n < 1500; n += 1) book.sending(sending(`h${n}.example.org`, 'x'));
    expect(book.totals()).toHaveLength(1001);
    expect(book.totals()[0]).toMatchObject({ host: '(other hosts)', requests: 500 });
  });

  test('what it hands out cannot change what it holds', () => {
    const book = ledger();
    const names = ['a'];
    book.sending({ ...sending('a.example.org'), names });
    names.push('b');
    (book.entries()[0] as { status: number | undefined }).status = 418;
    expect(book.entries()[0]).toMatchObject({ names: ['a'], status: undefined });
  });
});
