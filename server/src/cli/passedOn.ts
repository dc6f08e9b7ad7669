import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';

/** How files are called in a report that is passed on. */
export interface PassedOn {
  /** A text in which files below a folder that was named by its whole path are called from that folder on. */
  short(text: string): string;
  /** A file as {@link short} calls it, whatever it was called from here; outside of those folders by its name alone where that would lead there. */
  file(name: string): string;
}

/**
 * What a report says of files, without the way to them on this machine: paths that were given whole are told from the folder given on, that folder's
 * name before them where there are several. `manifests` are the files that were found.
 */
export function passedOn(paths: readonly string[], manifests: readonly string[]): PassedOn {
  const folders = paths
    .filter((path) => isAbsolute(path) && dirname(path) !== path)
    .map((path) => (manifests.includes(path) ? dirname(path) : path));
  const prefix = (folder: string) => (paths.length > 1 ? `${basename(folder)}/` : '');
  const longestFirst = [...new Set(folders)].toSorted((a, b) => b.length - a.length);
  /** As it is written whole, and the way up to it from here. */
  const ways = (folder: string) => [folder, relative('', folder)].filter((way) => isAbsolute(way) || way.startsWith('..'));
  const short = (text: string) =>
    longestFirst.reduce((all, one) => ways(one).reduce((some, way) => some.replaceAll(join(way, sep), prefix(one)), all), text);
  return {
    short,
    file(name) {
      if (folders.length === 0) return name;
      const told = short(resolve(name));
      return isAbsolute(told) ? relative('', told).replace(/^(?:\.\.[/\\])+.*[/\\]/, '') : told;
    },
  };
}
