import type { World } from '../world/world.ts';
import type { Service } from './service.ts';

/** The pages behind import paths, asked with `?go-get=1`; the status code means nothing there, so unknown paths answer 404 with a page. */
export const goget: Service = {
  id: 'goget',
  answer({ path, query }, world) {
    const importPath = decodeURIComponent(path).replace(/^\/+/, '');
    const known = query.get('go-get') === '1' ? importPage(world, importPath) : undefined;
    const meta = known === undefined ? '' : `<meta name="go-import" content="${known.prefix} git ${known.repository}">`;
    const page = `<!DOCTYPE html>\n<html><head><meta charset="utf-8">${meta}</head><body>${importPath.replace(/[<>&"]/g, '')}</body></html>\n`;
    return { status: known === undefined ? 404 : 200, type: 'text/html', body: page, names: [importPath] };
  },
};

/** The page whose prefix covers the import path, `{1}` filled in. */
function importPage(
  { importPages }: World,
  importPath: string,
): { readonly prefix: string; readonly repository: string } | undefined {
  const parts = importPath.split('/');
  for (const { prefix, repository } of importPages) {
    const pattern = prefix.split('/');
    const matched = pattern.every((part, at) => part === parts[at] || (part === '{1}' && parts[at] !== undefined));
    const word = parts[pattern.indexOf('{1}')] ?? '';
    if (matched) return { prefix: prefix.replace('{1}', word), repository: repository.replace('{1}', word) };
  }
  return undefined;
}
