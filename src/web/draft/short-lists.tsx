/** The best bans and the safest picks: short lists of buttons. */
import type { HtmlEscapedString } from 'hono/utils/html';
import type { DraftAnswer, DraftBrawler } from '../../shared/wire.ts';
import { Portrait } from '../components/portrait.ts';
import { type Html, html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** Of each. */
const SHORT = 6;

export interface ShortList {
  readonly title: string;
  readonly text: string;
  /** each to be made when it is wanted */
  readonly items: readonly (() => HtmlEscapedString)[];
}

/** The lists that have something in them; bans only where there is a place for one. */
export function shortListsOf(context: PageContext, answer: DraftAnswer | null, mayBan: boolean): ShortList[] {
  const { t, f } = context;
  const bans = mayBan ? (answer?.bestBans.slice(0, SHORT) ?? []) : [];
  const picks = answer?.safestPicks.slice(0, SHORT) ?? [];
  const lists = [
    {
      title: t.draft.bestBans,
      text: t.draft.bestBansText,
      items: bans.map((ban) => () => shortItem(context, 'ban', ban, null)),
    },
    {
      title: t.draft.safest,
      text: t.draft.safestText,
      items: picks.map(
        (pick) => () => shortItem(context, 'ally', pick, t.draft.worst({ value: f.decimal(pick.worstCase) })),
      ),
    },
  ];
  return lists.filter(({ items }) => items.length > 0);
}

/** `isBare`: without items. */
export function ShortLists({ lists, isBare }: { lists: readonly ShortList[]; isBare: boolean }): Html {
  return (
    <div class="side" data-part="short">
      {lists.map(({ title, text, items }) => (
        <section class="card">
          <h2>{title}</h2>
          <p class="dim">{text}</p>
          <ol class="short">{isBare ? null : items.map((item) => item())}</ol>
        </section>
      ))}
    </div>
  );
}

/** A button that bans, or picks for one's own team. */
function shortItem(
  context: PageContext,
  does: 'ally' | 'ban',
  { id, name, slug, winProbability }: DraftBrawler & { readonly winProbability: number },
  detail: string | null,
): HtmlEscapedString {
  return html`<li><button type="submit" name="${does}" value="${slug}">${Portrait({ context, id, name })}<span>${name}</span></button><span class="v">${context.f.decimal(winProbability)}<small> %${detail === null ? null : ` · ${detail}`}</small></span></li>`;
}
