import { nameOf, typeOf, type Purl } from '../../model/purl.ts';
import type { PackageSubject } from '../../model/subject.ts';
import type { PackageEntry } from './answers.ts';

/**
 * Which entry speaks of which of the packages asked about: answers come in no order, leave out what is not known and spell package URLs in
 * their own way. Of several for one package that of the default registry counts, then the one looked at last.
 */
export function matched(
  subjects: readonly PackageSubject[],
  entries: readonly PackageEntry[],
): ReadonlyMap<PackageSubject, PackageEntry> {
  const asked = new Map<string, PackageSubject[]>();
  for (const subject of subjects) {
    for (const key of new Set([exactly(subject.purl), loosely(subject.purl)])) {
      asked.set(key, [...(asked.get(key) ?? []), subject]);
    }
  }
  const found = new Map<PackageSubject, PackageEntry>();
  for (const entry of entries) {
    const purl = readPurl(entry.purl);
    if (purl === undefined) continue;
    for (const subject of asked.get(exactly(purl)) ?? asked.get(loosely(purl)) ?? []) {
      const before = found.get(subject);
      if (before === undefined || isBetter(entry, before)) found.set(subject, entry);
    }
  }
  return found;
}

function exactly(purl: Purl): string {
  return `${typeOf(purl)}:${nameOf(purl)}`;
}

/** The specification of package URLs wants Go paths in lower case, and not everybody does that; npm names that differ in case are two. */
function loosely(purl: Purl): string {
  return typeOf(purl) === 'golang' ? exactly(purl).toLowerCase() : exactly(purl);
}

/** Without version and what follows it; undefined for what is no package URL. Source: the purl specification. */
function readPurl(text: string): Purl | undefined {
  const [, type = '', name = ''] = /^pkg:([a-z]{1,20})\/((?:@[^@/?#]{1,300}\/)?[^@?#]{1,500})(?:[@?#].*)?$/.exec(text) ?? [];
  return type === '' || /%(?![0-9a-f]{2})/i.test(name) || !isUtf8(name) ? undefined : `pkg:${type}/${name}`;
}

function isUtf8(escaped: string): boolean {
  try {
    return decodeURIComponent(escaped) !== '';
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}

function isBetter(one: PackageEntry, other: PackageEntry): boolean {
  const [isDefault, wasDefault] = [one.registry?.default === true, other.registry?.default === true];
  return isDefault === wasDefault ? (one.last_synced_at ?? '') > (other.last_synced_at ?? '') : isDefault;
}
