import { BASE } from './base.ts';
import { BRAWLER } from './brawler.ts';
import { COMPARE } from './compare.ts';
import { DRAFT } from './draft.ts';
import { EMBED } from './embed.ts';
import { ERRORS } from './errors.ts';
import { FILTERS } from './filters.ts';
import { FRAME } from './frame.ts';
import { HEADS } from './heads.ts';
import { HOME } from './home.ts';
import { LISTS } from './lists.ts';
import { MAP } from './map.ts';
import { MARKS } from './marks.ts';
import { PLOT } from './plot.ts';
import { PROSE } from './prose.ts';
import { RANKING } from './ranking.ts';
import { ROWS } from './rows.ts';
import { TABLES } from './tables.ts';
import { TOKENS } from './tokens.ts';

/**
 * The sheets of pages: what a page needs and little more, in the page, so that the first paint waits for nothing. A page is
 * allowed its sheet by the sheet's hash. Parts of a sheet stand in the order in which they may override one another.
 */
export const SHEETS = {
  home: sheet(BASE, FRAME, MARKS, HOME),
  map: sheet(BASE, FRAME, TABLES, MARKS, RANKING, PLOT, MAP, ROWS, HEADS, FILTERS),
  lists: sheet(BASE, FRAME, MARKS, FILTERS, LISTS),
  brawler: sheet(BASE, FRAME, TABLES, MARKS, RANKING, PLOT, HEADS, FILTERS, BRAWLER),
  draft: sheet(BASE, FRAME, MARKS, HEADS, FILTERS, DRAFT),
  compare: sheet(BASE, FRAME, TABLES, MARKS, FILTERS, COMPARE),
  prose: sheet(BASE, FRAME, TABLES, PLOT, HEADS, PROSE),
  error: sheet(BASE, FRAME, HEADS, ERRORS),
  embed: sheet(BASE, TABLES, MARKS, RANKING, EMBED),
} as const;

export type SheetName = keyof typeof SHEETS;

function sheet(...parts: readonly string[]): string {
  return (TOKENS + parts.join('')).replace(/\n+/g, '');
}
