import { text } from './service.ts';
import type { Service } from './service.ts';

/** Raw files of the foundations' repositories: `/{owner}/{repo}/{rev}/{path}`, for refreshing the catalogue. */
export const catalog: Service = {
  id: 'catalog',
  answer({ path, options }) {
    const [owner = '', repository = '', revision = '', ...file] = decodeURIComponent(path).split('/').slice(1);
    const names = repository === '' ? [] : [`${owner}/${repository}`];
    const safe = !file.includes('..') && file.length > 0;
    const found = safe ? options.catalogFile(owner, repository, revision, file.join('/')) : undefined;
    return found === undefined ? text(404, '404: Not Found', names, { validated: false }) : text(200, found, names);
  },
};
