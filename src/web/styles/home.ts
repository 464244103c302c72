/** What is on and what comes next, and what was found. */
export const HOME = `
.lead{font-size:22px;margin-block:6px 18px;font-weight:650}
.said{font-size:22px;margin-block:4px 12px}
.cards{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr))}
.event{display:flex;flex-direction:column;gap:8px;padding-block-end:12px}
.event .over{justify-content:space-between}
.left{display:block;inline-size:100%;block-size:2px;background:var(--line)}.left rect{fill:var(--accent)}
.event h3 a{text-decoration:none;display:block}.event h3 a:hover{text-decoration:underline}
.picks{display:grid;grid-template-columns:repeat(5,minmax(0,1fr));gap:4px;margin-inline:-4px}
.picks a{display:flex;flex-direction:column;align-items:center;gap:3px;padding:4px 0;border-radius:8px;text-decoration:none;font-size:13px;font-weight:650}
.picks a:hover{background:var(--lift)}
.picks .who{font-size:11.5px;font-weight:450;max-inline-size:100%;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;color:var(--dim)}
.thin{padding-block:6px}
.next li{display:flex;flex-wrap:wrap;gap:2px 14px;align-items:center;padding:9px 0;border-block-start:1px solid var(--line)}
.next time{inline-size:9.5rem;color:var(--dim);font-size:13px}.next .what{flex:1 1 240px;display:flex;gap:10px;flex-wrap:wrap;align-items:center}.next a{font-weight:550}.best{display:flex;gap:8px;align-items:center;font-size:14px}
.results{display:grid;gap:0 32px;grid-template-columns:repeat(auto-fit,minmax(min(100%,280px),1fr));margin-block-end:20px}
`;
