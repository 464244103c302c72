/** Styles of what only the client makes: an adopted sheet, which the page's policy lets be without a style of its own. */
export function SHEET(): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
.combo{position:absolute;z-index:8;inset-block-start:calc(100% + 6px);inset-inline-end:0;inline-size:max(100%,min(300px,92vw));max-block-size:min(70vh,560px);overflow:auto;background:var(--card);border:1px solid var(--edge);border-radius:10px;padding:6px;box-shadow:0 12px 32px #0006;font-size:14px;contain:content;will-change:transform}
.combo[hidden]{display:none}
.combo [role=group]>span{display:block;font-size:11px;letter-spacing:.09em;text-transform:uppercase;color:var(--dim);padding:8px 10px 4px}
.combo [role=option]{display:flex;gap:10px;align-items:baseline;justify-content:space-between;padding:8px 10px;min-block-size:36px;border-radius:6px;cursor:pointer}
.combo [role=option] small{flex:none}
.combo [role=option][aria-selected=true]{background:var(--lift);outline:2px solid var(--accent);outline-offset:-2px}
.combo .none{padding:10px;color:var(--dim)}
main,footer,.cols>*{isolation:isolate}
.rows:not(.ready) .few,.rows.sorted:not(.ready) :is(tr.tier,tbody~tbody){display:none}
.rows.ready tbody.few,.rows.ready.sorted tbody~tbody{visibility:hidden}
.rows.ready :is(tr.few,.few>tr),.rows.ready.sorted tr.tier{position:absolute;inset:0 0 auto;visibility:hidden}
.rows tr.early{visibility:visible!important}
.rows tbody tr.ready{content-visibility:visible}
.rows.ready{overflow-anchor:none}
.lazy.ready,.whole [data-part=everyone],.whole [data-part=short]>.card{content-visibility:visible}
main[aria-busy=true] [data-part]{opacity:.6}
`);
  return sheet;
}
