import type { DraftAnswer, DraftBrawler } from '../../shared/wire.ts';
import { Portrait } from '../components/portrait.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';
import { breakdownReach, breakdownText, waterfall } from './breakdown.ts';
import type { Room, Side } from './state.ts';

interface BoardProps {
  readonly context: PageContext;
  /** where the next pick goes */
  readonly next: Side;
  readonly room: Room;
  readonly sides: readonly Side[];
  readonly answer: DraftAnswer | null;
  /** who is on each side, as far as known */
  readonly picked: Readonly<Record<Side, readonly DraftBrawler[]>>;
}

/** Both teams, the bans, and what the picks so far come to. */
export function Board({ context, next, room, sides, answer, picked }: BoardProps): Html {
  const { t } = context;
  const titles = { ally: t.draft.allies, enemy: t.draft.enemies, ban: t.draft.bans };
  const isFull = (['ally', 'enemy'] as const).every((side) => picked[side].length >= room[side]);
  return (
    <section class="board card" data-part="board">
      <Chance context={context} answer={answer} isFull={isFull} />
      {sides.map((side) => (
        <div class={`side-${side}`}>
          <h2>{titles[side]}</h2>
          <ul class="slots">
            {picked[side].map((brawler) => (
              <li>
                <button type="submit" name="drop" value={brawler.slug}>
                  <Portrait
                    context={context}
                    id={brawler.id}
                    name={brawler.name}
                    size={side === 'ban' ? 's' : 'm'}
                  />
                  <span class="unseen">{t.draft.remove({ name: brawler.name })}</span>
                  <span aria-hidden="true">{brawler.name}</span>
                </button>
              </li>
            ))}
            {Array.from({ length: Math.max(0, room[side] - picked[side].length) }, () => (
              <li class="open">
                <span class="unseen">{t.draft.empty}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <fieldset class="sides">
        <legend>{t.draft.add}</legend>
        {sides.map((side) => (
          <label>
            <input type="radio" name="side" value={side} checked={side === next} />
            <span>{titles[side]}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

/** Without picks it is the map's mean, and says nothing of this draft; its room is kept, so that the first pick moves nothing. */
function Chance({
  context,
  answer,
  isFull,
}: {
  context: PageContext;
  answer: DraftAnswer | null;
  /** nobody is left to be picked */
  isFull: boolean;
}): Html | null {
  const { t, f } = context;
  if (answer === null || answer.winProbability === null) return null;
  const { winProbability, interval } = answer;
  const isKnown = answer.allies.length + answer.enemies.length > 0;
  const breakdown = isKnown ? answer.breakdown : [];
  const of = isFull ? t.draft.chanceFull : t.draft.chanceText;
  return (
    <div class="chance">
      <h2>{t.draft.chance}</h2>
      <p class="big">
        {isKnown ? f.decimal(winProbability) : '–'}
        <small> %{isKnown && interval !== null ? ` (${f.range(interval)})` : ''}</small>
      </p>
      <p class="dim">{isKnown ? of : t.draft.chanceNone}</p>
      {waterfall(breakdown, breakdownReach([breakdown]))}
      {breakdownText(context, breakdown)}
    </div>
  );
}
