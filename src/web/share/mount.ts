/** Mounts the images of shared links in the Worker: /og/map/:slug.png. */
import type { Context, Hono } from 'hono';
import type { Intent } from '../../serve/intent.ts';
import { parseKey } from '../../serve/parameters.ts';
import { answerAt } from '../../serve/router.ts';
import { isReady, type ServeDeps } from '../../serve/routes.ts';
import type { MapAnswer } from '../../shared/wire.ts';
import { parse } from '../reading.ts';
import { renderShareImage } from './card.ts';

/** Whoever shows links keeps images for long anyway; the numbers of an hour ago do for one. */
const MAX_AGE_S = 3600;
/** To be raised when the drawing changes while the data doesn't. */
const FORM = 'og1';

type ShareDeps = Pick<ServeDeps, 'edge' | 'collectorStatus'>;

export function mountShareImages(app: Hono, deps: ShareDeps): void {
  answerAt(app, '/og/map/:file{[^/]+\\.png}', (c) => image(deps, c, c.req.param('file') ?? ''));
}

async function image(deps: ShareDeps, c: Context, file: string): Promise<Intent | null> {
  if (!(await isReady(deps, c))) return null;
  const { kernel } = deps.edge;
  const key = parseKey(file.slice(0, -'.png'.length));
  const row = key.ok ? kernel.findMap(key.value) : -1;
  if (row < 0) return null;
  const options = { bracket: 0, min: 0, limit: 0, sort: 0 };
  const bytes = await renderShareImage(parse<MapAnswer>(kernel.renderMap(row, options)));
  const version = `${kernel.head?.hash}-${FORM}`;
  return { kind: 'answer', body: () => bytes, type: 'png', version, maxAgeSeconds: MAX_AGE_S };
}
