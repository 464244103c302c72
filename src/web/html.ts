import { raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** What a component makes; all of ours are made at once, the promise is the library's. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

type Value = string | number | HtmlEscapedString | null | readonly (HtmlEscapedString | null)[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const SPECIAL = /[&<>"']/;

/** Text as it stands in HTML, in an element or between the quotes of an attribute. */
export function escapeText(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '') : text;
}

/**
 * A piece of HTML as a template, for what a page has hundreds of: rows, dots. Values are escaped, pieces and lists of pieces
 * stand as they are, null is left out. JSX builds the same node by node, at several times the cost.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): HtmlEscapedString {
  let text = strings[0] ?? '';
  for (let i = 0; i < values.length; i++) text += textOf(values[i] ?? null) + strings[i + 1];
  return raw(text);
}

function textOf(value: Value): string {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  if (value === null) return '';
  if (!Array.isArray(value)) return String(value);
  let text = '';
  for (const piece of value as readonly (HtmlEscapedString | null)[])
    if (piece !== null) text += String(piece);
  return text;
}
