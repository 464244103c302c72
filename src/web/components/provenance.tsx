import type { MapAnswer } from '../../shared/wire.ts';
import type { Html } from '../html.ts';
import type { PageContext } from '../page.ts';

/** What a ranking rests on: source, window, battles, age. */
export function Provenance({ context, answer }: { context: PageContext; answer: MapAnswer }): Html {
  const { t, f, now } = context;
  const updated = answer.updatedAt ?? answer.builtAt;
  return (
    <dl class="facts">
      {answer.battles === null && answer.picks === null ? null : (
        <div>
          <dt>{answer.battles === null ? t.words.picks : t.words.battles}</dt>
          <dd>{f.whole(answer.battles ?? answer.picks ?? 0)}</dd>
        </div>
      )}
      {answer.baseline === null ? null : (
        <div>
          <dt>{t.words.baseline}</dt>
          <dd>{f.decimal(answer.baseline)} %</dd>
        </div>
      )}
      {answer.source === null ? null : (
        <div>
          <dt>{t.map.source}</dt>
          <dd>
            {t.map.sources[answer.data === 'live' ? answer.source : answer.data]}
            {answer.windowDays === null ? '' : `, ${t.map.window({ days: answer.windowDays })}`}
          </dd>
        </div>
      )}
      <div>
        <dt>{t.map.age}</dt>
        <dd>
          <time datetime={updated}>{f.ago(now - Date.parse(updated))}</time>
        </dd>
      </div>
    </dl>
  );
}
