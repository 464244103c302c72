import { BASE } from './base.ts';
import { MORE } from './more.ts';
import { PAGES } from './pages.ts';
import { RANKING } from './ranking.ts';
import { ROWS } from './rows.ts';
import { TOKENS } from './tokens.ts';

/** The one sheet of every page, in the page: the first paint waits for nothing. Allowed by its hash, so it is always the same. */
export const STYLES = (TOKENS + BASE + RANKING + ROWS + PAGES + MORE).replace(/\n+/g, '');
