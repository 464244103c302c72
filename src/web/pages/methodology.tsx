import type { Html } from '../html.ts';
import { BACKTEST } from '../methodology/backtest.ts';
import { CalibrationPlot } from '../methodology/calibration.tsx';
import type { Loaded, PageContext } from '../page.ts';
import { MOST_MAPS } from '../pool.ts';

type Result = (typeof BACKTEST.results)[number];
type Estimate = readonly [value: number, low: number, high: number];

/** Sections of text, in their order. */
const SECTIONS = [
  ['counting', 'countingText'],
  ['baseline', 'baselineText'],
  ['adjusted', 'adjustedText'],
  ['intervals', 'intervalsText'],
  ['limits', 'limitsText'],
] as const;

/** /methodology: how the numbers come about, and how well they predict. */
export function loadMethodology(context: PageContext): Loaded {
  const { t } = context;
  return {
    status: 200,
    title: t.methodology.title,
    description: t.methodology.description,
    section: null,
    sheet: 'prose',
    body: () => <MethodologyBody context={context} />,
  };
}

function MethodologyBody({ context }: { context: PageContext }): Html {
  const { t } = context;
  return (
    <div class="prose">
      <h1 class="page">{t.methodology.title}</h1>
      {SECTIONS.map(([heading, text]) => (
        <section>
          <h2>{t.methodology[heading]}</h2>
          <p>{t.methodology[text]}</p>
        </section>
      ))}
      <section>
        <h2>{t.methodology.fallback}</h2>
        <p>{t.methodology.fallbackText({ n: MOST_MAPS })}</p>
      </section>
      <section>
        <h2>{t.methodology.backtest}</h2>
        {BACKTEST.results.map((result) => (
          <Backtest context={context} result={result} />
        ))}
      </section>
    </div>
  );
}

function Backtest({ context, result }: { context: PageContext; result: Result }): Html {
  const { t, f } = context;
  const title = result.name === 'recording' ? t.methodology.recording : t.methodology.simulated;
  return (
    <div class="card">
      <h3>{title}</h3>
      <p class="dim">
        {t.methodology.backtestText({
          battles: f.whole(result.battles),
          date: f.day(Date.parse(BACKTEST.date)),
          commit: BACKTEST.commit,
        })}
      </p>
      <section class="scroll" tabindex={0} aria-label={title}>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col" class="l">
                {t.methodology.method}
              </th>
              <th scope="col">{t.methodology.logLoss}</th>
              <th scope="col">{t.methodology.worse}</th>
              <th scope="col">{t.methodology.brier}</th>
            </tr>
          </thead>
          <tbody>
            {result.scores.map(({ name, logLoss, worse, brier }, i) => (
              <tr class={i === 0 ? 'ours' : undefined}>
                <th scope="row" class="l" lang="en">
                  {name}
                </th>
                <td>
                  <Interval context={context} estimate={logLoss} digits={4} />
                </td>
                <td>{i === 0 ? '–' : <Interval context={context} estimate={worse} digits={1} />}</td>
                <td>{f.fixed(brier[0], 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <h3>{t.methodology.calibration}</h3>
      <p class="dim">{t.methodology.calibrationText}</p>
      <CalibrationPlot context={context} bins={result.bins} title={title} />
    </div>
  );
}

function Interval({
  context: { f },
  estimate: [value, low, high],
  digits,
}: {
  context: PageContext;
  estimate: Estimate;
  digits: number;
}): Html {
  return (
    <>
      {f.fixed(value, digits)}
      <small class="u">
        {f.fixed(low, digits)} … {f.fixed(high, digits)}
      </small>
    </>
  );
}
