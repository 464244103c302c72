import type { HtmlEscapedString } from 'hono/utils/html';

/** What a component makes; all of ours are made at once, the promise is the library's. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;
