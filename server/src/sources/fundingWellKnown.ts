import { fundingManifest } from '../facts/repositoryDetail.ts';
import { defineSource, missing, observe } from '../model/source.ts';
import type { RepositorySubject } from '../model/subject.ts';

const MAX_BYTES = 65_536;

/**
 * Whether the address that a funding.json names as its project's vouches for it: its `/.well-known/funding-manifest-urls` lists the manifests
 * it stands behind, one a line. It reaches arbitrary hosts, so it asks only where a manifest could not be verified by itself, for what a
 * reader looks at, and never with anything but plain https to a public host. Source: fundingjson.org, "wellKnown".
 */
export const fundingWellKnown = defineSource({
  id: 'funding-well-known',
  subject: 'repository',
  maxBatch: 1,
  concurrency: 2,
  timeoutMs: 10_000,
  clearance: 'web',
  service: 'github', // it verifies what GitHub told: without one there is nothing for the other to do
  depth: 'detail',
  needs: [fundingManifest],
  provides: [fundingManifest],
  covers(_, view) {
    const held = view.get(fundingManifest);
    return held.state === 'known' && held.value.some(({ verified, wellKnown }) => !verified && wellKnown !== undefined);
  },
  async *collect({ subjects, view, http, signal }) {
    for (const subject of subjects) {
      const held = view(subject).get(fundingManifest);
      const wellKnown =
        held.state === 'known' ? held.value.find((channel) => channel.wellKnown !== undefined)?.wellKnown : undefined;
      if (held.state === 'unknown' || wellKnown === undefined) {
        yield missing(subject, fundingManifest, 'not-found');
        continue;
      }
      const { owner, name, host } = subject;
      const asked = { url: wellKnown, names: [`${host}/${owner}/${name}`], maxBytes: MAX_BYTES, publicWebOnly: true, signal };
      const { text } = await http.send(asked);
      const verified = vouchesFor(text, subject);
      yield observe(
        subject,
        fundingManifest,
        held.value.map((channel) => ({ ...channel, verified: channel.verified || verified })),
        wellKnown,
      );
    }
  },
});

/** Whether a line is the address of a file in that repository, on its forge or as its forge serves files. */
function vouchesFor(text: string, { host, owner, name }: RepositorySubject): boolean {
  const places = [`${host}/${owner}/${name}/`, ...(host === 'github.com' ? [`raw.githubusercontent.com/${owner}/${name}/`] : [])];
  return text.split(/\r?\n/, 1000).some((line) => {
    if (!URL.canParse(line.trim())) return false;
    const { protocol, host: at, pathname } = new URL(line.trim());
    const place = `${at}${pathname}`.toLowerCase();
    return protocol === 'https:' && place.endsWith('/funding.json') && places.some((own) => place.startsWith(own.toLowerCase()));
  });
}
