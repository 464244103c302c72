/** What the client reads of our own markup is what stands in it, to the letter; what is written another way it leaves to the browser. */
import { beforeAll, expect, test } from 'vitest';
import { readMarkup, type Wanted } from '../../src/web/client/markup.ts';
import { escapeText } from '../../src/web/html.ts';
import { createWorldSite, type Site } from '../serve/site.ts';
import { HOSTILE_BRAWLER } from '../serve/world.ts';
import { pageAt } from './html.ts';

let site: Site;
beforeAll(async () => {
  site = await createWorldSite();
});

function written(one: Wanted | string): string {
  if (typeof one === 'string') return escapeText(one);
  const attributes = [...one.attributes].map(([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
  const children = one.children.map(written).join('');
  return children === ''
    ? `<${one.name}${attributes}/>`
    : `<${one.name}${attributes}>${children}</${one.name}>`;
}

/** Elements without children, and attributes without values, written one way. */
function normal(html: string): string {
  return html.replace(/<(\w+)([^<>]*)><\/\1>/g, '<$1$2/>').replace(/ hidden(?=[ />])/g, ' hidden=""');
}

test.each([
  '/draft',
  '/draft?map=copper-bend',
  '/draft?map=copper-bend&allies=ada&enemies=bo&bans=nobody%3C%22&side=ban',
  '/brawlers?class=None',
  '/maps',
])('%s', async (path) => {
  const page = await pageAt(site, path);
  const main = /<main.*<\/main>/s.exec(page)?.[0] ?? '';
  const read = readMarkup(main);
  expect(read?.name).toBe('main');
  expect(read === null ? '' : written(read)).toBe(normal(main));
});

test('a name that looks like markup is a text', async () => {
  const page = await pageAt(site, '/draft?map=copper-bend');
  const form = readMarkup(/<main.*<\/main>/s.exec(page)?.[0] ?? '');
  const texts = (one: Wanted | string): string[] =>
    typeof one === 'string' ? [one] : one.children.flatMap(texts);
  expect(form === null ? [] : texts(form)).toContain(HOSTILE_BRAWLER);
});

test.each([
  ['a comment', '<p>one<!-- two --></p>'],
  ['an entity of another kind', '<p>one&nbsp;two</p>'],
  ['a bare ampersand', '<p>one & two; three</p>'],
  ['an element that does not end', '<p><b>one</p>'],
  ['an end without a beginning', '<p>one</p></div>'],
  ['a value without quotes', '<p class=one>two</p>'],
])('%s is not ours', (_, text) => {
  expect(readMarkup(text)).toBeNull();
});

test('no element at all', () => {
  expect(readMarkup('one')).toBeNull();
  expect(readMarkup('')).toBeNull();
});
