/** One small sheet, in the page: the first paint waits for nothing. System fonts, both themes, phone first. */
export const STYLES = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#14181f;--dim:#5a6472;--line:#dfe3e9;--edge:#7d8796;--accent:#0b62d6;
--s:#9a3412;--a:#7a5b00;--b:#166534;--c:#1e5a8a;--d:#5b5f68;--band:#6c94d3}
@media(prefers-color-scheme:dark){:root{--bg:#0e1116;--card:#161b22;--ink:#e8ecf1;--dim:#9aa5b4;--line:#2a313b;--edge:#6b7686;--accent:#6cb0ff;
--s:#ff9d6b;--a:#ffd166;--b:#7ee2a0;--c:#7cc4ff;--d:#b1b8c4;--band:#4d78b5}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
a{color:var(--accent);text-decoration:none}a:hover,p a,footer a{text-decoration:underline}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.wrap{max-width:68rem;margin:0 auto;padding:0 16px}
.demo{background:#ffd60a;color:#1a1a00;font-weight:600;padding:6px 0}
header{padding:14px 0;display:flex;gap:12px 20px;align-items:center;flex-wrap:wrap}
header .name{font-weight:700;font-size:18px;color:var(--ink)}
search{flex:1 1 16rem;min-width:0}form{display:flex;gap:8px}
input{flex:1;min-width:0;font:inherit;padding:8px 12px;border:1px solid var(--edge);border-radius:8px;background:var(--card);color:inherit}
::placeholder{color:var(--dim);opacity:1}
.unseen{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
button{font:inherit;padding:8px 14px;border:0;border-radius:8px;background:var(--accent);color:var(--bg);font-weight:600}
main{display:grid;gap:20px;grid-template-columns:minmax(0,1fr)}
@media(min-width:860px){main{grid-template-columns:minmax(0,1fr) 17rem}.down{display:none}}
h1{font-size:22px;margin:0}h2{font-size:13px;letter-spacing:.06em;text-transform:uppercase;color:var(--dim);margin:0 0 8px}h2.said{text-transform:none;letter-spacing:0}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:14px 16px}
.card+.card{margin-top:14px}
.events{list-style:none;margin:0;padding:0}.events li{padding:7px 0;border-top:1px solid var(--line)}.events li:first-child{border:0}
.dim{color:var(--dim);font-size:13px}.meta{margin:4px 0 12px}
table{width:100%;border-collapse:collapse;position:relative}
th{font-weight:600;font-size:12px;color:var(--dim);text-align:right;padding:6px 6px;white-space:nowrap}
td{padding:6px 6px;border-top:1px solid var(--line);text-align:right;white-space:nowrap}
th.l,td.l{text-align:left;white-space:normal}
.tier{display:inline-block;width:1.7em;text-align:center;font-weight:700;border:1px solid currentColor;border-radius:5px}
.S{color:var(--s)}.A{color:var(--a)}.B{color:var(--b)}.C{color:var(--c)}.D,.none{color:var(--d)}
.bar{width:110px}.bar svg{display:block;width:110px;height:14px}
.band{fill:var(--band)}.dot{fill:var(--ink)}.base{stroke:var(--dim);stroke-width:1;stroke-dasharray:2 2}
small{display:block;font-size:11px;color:var(--dim)}
@media(min-width:621px){.narrow{display:none}}
@media(max-width:620px){.wide{display:none}.wrap{padding:0 12px}.card{padding:12px 10px;overflow-x:auto}td,th{padding:5px 3px}table{font-size:14px}}
@media(max-width:340px){table{font-size:12px}td,th{padding:4px 2px}small{font-size:10px}}
.note{border-left:3px solid var(--accent);padding:6px 12px;margin:10px 0}
footer{padding:26px 0 40px;color:var(--dim);font-size:13px}
`;
