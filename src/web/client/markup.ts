/**
 * Our own markup read into plain objects: what a piece of the page is to be, to be compared with what is there. The browser's parser makes
 * nodes of everything, most of which are there already; that took a phone half a millisecond for each item of a list.
 */

/** An element that is to be. */
export interface Wanted {
  /** of the tag, as it is written */
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Wanted | string)[];
}

/** Elements without an end tag. */
const VOID: ReadonlySet<string> = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);
const TAG = /<(\/?)([a-z][a-zA-Z0-9]*)((?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:="([^"]*)")?/g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Markup that isn't ours: it is left to the browser's parser. */
class Unread extends Error {}

interface Open {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (Wanted | string)[];
}

/** The first element that stands in a text of markup as our components write it; null where it is written another way. */
export function readMarkup(text: string): Wanted | null {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Unread) return null;
    throw error;
  }
}

function read(text: string): Wanted | null {
  const root: Open = { name: '', attributes: new Map(), children: [] };
  const open: Open[] = [root];
  let at = 0;
  while (at < text.length) {
    const within = open[open.length - 1] ?? root;
    const next = text.indexOf('<', at);
    const until = next < 0 ? text.length : next;
    if (until > at) within.children.push(plain(text.slice(at, until)));
    if (next < 0) break;
    TAG.lastIndex = next;
    const tag = TAG.exec(text);
    if (tag === null) throw new Unread();
    const [, end, name = '', attributes = '', empty] = tag;
    at = TAG.lastIndex;
    if (end !== '') {
      if (open.length === 1 || within.name !== name) throw new Unread();
      open.pop();
      continue;
    }
    const element: Open = { name, attributes: readAttributes(attributes), children: [] };
    within.children.push(element);
    if (empty === '' && !VOID.has(name)) open.push(element);
  }
  if (open.length > 1) throw new Unread();
  return root.children.find((child) => typeof child !== 'string') ?? null;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  if (text !== '')
    for (const [, name = '', value = ''] of text.matchAll(ATTRIBUTE)) attributes.set(name, plain(value));
  return attributes;
}

function plain(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;]*;)?/g, (_, named?: string) => {
    const character = named === undefined ? undefined : ENTITIES[named.slice(0, -1)];
    if (character === undefined) throw new Unread();
    return character;
  });
}
