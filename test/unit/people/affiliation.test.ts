import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affiliationOf } from '../../../server/src/people/affiliation.ts';

describe('the organisation behind an address', () => {
  it.each([
    ['jane@acme.example.org', 'example.org'],
    ['Jane@US.IBM.com', 'ibm.com'],
    ['jane@example.co.uk', 'example.co.uk'],
    ['jane@mail.example.com.au', 'example.com.au'],
    ['jane@huawei.com', 'huawei.com'],
    ['jane@mozilla.com', 'mozilla.com'],
    ['jane@gitlab.com', 'gitlab.com'],
    ['jane@education.example.net', 'example.net'],
  ])('%s works for %s', (email, domain) => expect(affiliationOf(email)).toBe(domain));

  it.each([
    ['free mail', 'jane@gmail.com'],
    ["free mail of a country's", 'jane@yahoo.co.jp'],
    ['free mail of another', 'jane@outlook.fr'],
    ['a noreply address', '12+jane@users.noreply.github.com'],
    ["an enterprise server's noreply address", 'jane@users.noreply.git.example.org'],
    ["the forge's own", 'noreply@github.com'],
    ['a university', 'jane@cs.stanford.edu'],
    ['a university whose domain does not say so', 'jane@epfl.ch'],
    ['a university abroad', 'jane@cl.cam.ac.uk'],
    ['another', 'jane@anu.edu.au'],
    ['and one more', 'jane@informatik.uni-bonn.de'],
    ['the Apache Software Foundation', 'jane@apache.org'],
    ['the Linux Foundation', 'jane@linuxfoundation.org'],
    ['the CNCF', 'jane@cncf.io'],
    ['a mirror of a foundation', 'jane@lists.openjsf.org'],
    ['a machine', 'root@build.localdomain'],
    ['what git made up', 'root@build.example.org'],
    ['what a tutorial made up', 'you@example.com'],
    ['a host by number', 'jane@192.168.0.1'],
    ['no address', 'jane'],
    ['no host', 'jane@'],
    ["a country's second level alone", 'jane@co.uk'],
    ['nothing', ''],
  ])('%s says nothing: %s', (_, email) => expect(affiliationOf(email)).toBeNull());

  it('is a domain in lower case with at least two labels, or nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
        expect(affiliationOf(text) ?? 'none.null').toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/);
      }),
    );
  });
});
