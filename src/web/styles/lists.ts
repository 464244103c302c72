/** Lists of all maps and of all brawlers, and who rises and falls. */
export const LISTS = `
.groups section+section{margin-block-start:22px}.groups section{content-visibility:auto;contain-intrinsic-size:auto 360px}
.groups h2{text-transform:none;letter-spacing:0;font-size:14px;display:flex;gap:8px;align-items:center;margin-block-end:8px}.groups h2 .mode{font-size:14px;color:var(--ink);font-weight:650}
.tiles{display:grid;gap:1px;grid-template-columns:repeat(auto-fill,minmax(min(100%,250px),1fr));background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:hidden}
.tiles li{box-shadow:0 0 0 1px var(--line);display:flex;align-items:center;gap:8px;padding-inline-end:12px}.tiles a{flex:1;display:flex;justify-content:space-between;align-items:center;gap:10px;padding:10px 0 10px 12px;text-decoration:none;min-block-size:44px}
.tiles a{padding-block:10px;padding-inline:12px 0}.tiles li:hover{background:var(--lift)}.tiles small{white-space:nowrap}
.faces{display:grid;gap:8px;grid-template-columns:repeat(auto-fill,minmax(min(100%,158px),1fr))}
.faces li{position:relative}.own{display:none}.choosing .own{display:block;position:absolute;inset:0;cursor:pointer;border-radius:10px}.own input{position:absolute;inset-block-start:6px;inset-inline-end:6px;inline-size:20px;block-size:20px;min-block-size:0;margin:0;padding:0;accent-color:var(--accent)}.faces :has(:checked)>a{border-color:var(--accent)}.choosing .own:focus-within{outline:2px solid var(--accent);outline-offset:2px}[aria-pressed=true]{border-color:var(--accent);color:var(--accent)}
.faces a{display:flex;gap:10px;align-items:center;padding:8px;border:1px solid var(--line);border-radius:10px;background:var(--card);text-decoration:none;font-weight:600;line-height:1.2}.faces a:hover{border-color:var(--edge);background:var(--lift)}.faces small{display:block;margin-block-start:2px}
.movers{display:flex;flex-wrap:wrap;gap:8px;margin-block-end:20px}.movers a{display:flex;gap:8px;align-items:center;padding:6px 12px 6px 6px;border:1px solid var(--line);border-radius:8px;background:var(--card);text-decoration:none;font-weight:600;font-size:14px}.movers small{display:block}
`;
