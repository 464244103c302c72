/**
 * Colours of both themes. `ink`, `dim`, `accent` and the tiers can be read (4.5 : 1) on `bg` and `card`; `edge` can be
 * seen (3 : 1): test/web/styles.test.ts. The system chooses, and `data-theme` on the root overrides it.
 */
const DARK = `--bg:#0c0f12;--card:#13171b;--lift:#1a2026;--ink:#e8ecef;--dim:#98a3ad;--line:#242b32;--edge:#65717d;--accent:#c9f04b;--on:#141a00;
--S:#ff8a6b;--A:#f0bc50;--B:#bcc6cf;--C:#7fb2ff;--D:#b09cff;--n:#8e99a3`;

const LIGHT = `--bg:#f3f4f1;--card:#fff;--lift:#f7f8f5;--ink:#15191c;--dim:#5a636c;--line:#dcdfdb;--edge:#7b848c;--accent:#4a6100;--on:#fff;
--S:#b5371a;--A:#835500;--B:#4b545d;--C:#1d5cae;--D:#6245b8;--n:#626b74`;

export const TOKENS = `:root{color-scheme:dark;${DARK}}
@media(prefers-color-scheme:light){:root:not([data-theme=dark]){color-scheme:light;${LIGHT}}}
:root[data-theme=light]{color-scheme:light;${LIGHT}}`;
