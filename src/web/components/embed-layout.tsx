import { LANGUAGE_TAGS } from '../address.ts';
import type { Html } from '../html.ts';
import type { PageContext, View } from '../page.ts';
import { SHEETS } from '../styles/index.ts';

/** A document for other pages to frame: the card alone, links leave the frame. */
export function EmbedLayout({
  context,
  view,
  embed,
}: {
  context: PageContext;
  view: View;
  embed: NonNullable<View['embed']>;
}): Html {
  return (
    <html
      lang={LANGUAGE_TAGS[context.t.language]}
      data-theme={embed.theme ?? undefined}
      class={embed.transparent ? 'embed clear' : 'embed'}
    >
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${view.title} · BrawlFast`}</title>
        <meta name="robots" content="noindex" />
        {view.refreshSeconds === undefined ? null : (
          <meta http-equiv="refresh" content={String(view.refreshSeconds)} />
        )}
        <style dangerouslySetInnerHTML={{ __html: SHEETS[view.sheet] }} />
      </head>
      <body>
        <main>{view.body()}</main>
      </body>
    </html>
  );
}
