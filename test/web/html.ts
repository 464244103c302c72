/** Reads pages as text, without a browser. */
import { expect } from 'vitest';
import type { Site } from '../serve/site.ts';

/** The page at a path, with what is true of every page. */
export async function pageAt(site: Site, path: string, status = 200): Promise<string> {
  const response = await site.ask(path);
  expect(response.status, path).toBe(status);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const html = await response.text();
  expect(html).toMatch(/^<!doctype html>/);
  return html;
}

/** The text of a page, tag by tag, entities resolved: what a reader sees. */
export function textOf(html: string): string {
  return unescaped(html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '\n')).replace(
    /\n+/g,
    '\n',
  );
}

/** Entities resolved. */
export function unescaped(text: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '');
}

/** Opening tags by name. */
export function tags(html: string, name: string): string[] {
  return html.match(new RegExp(`<${name}(\\s[^>]*)?>`, 'g')) ?? [];
}

/** The value of an attribute of an opening tag, entities resolved. */
export function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : unescaped(value);
}

/** Cells of each row of a table with this class, headings of groups left out, as lists of texts. */
export function rowsOf(html: string, table: string): string[][] {
  const found = new RegExp(`<table class="${table}(?: rows)?"[^>]*>(.*?)</table>`, 's').exec(html)?.[1] ?? '';
  return [...found.matchAll(/<tr(?: role="row")?(?: data-brawler="\d+")?>(.*?)<\/tr>/gs)]
    .map(([, row = '']) =>
      [...row.matchAll(/<(td|th)[^>]*>(.*?)<\/\1>/gs)].map(([, , cell = '']) => textOf(cell).trim()),
    )
    .slice(1);
}
