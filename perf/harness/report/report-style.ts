/** The look of the application (ivory, ink, one gold) for a page that loads nothing. */
export const REPORT_STYLE = `
:root{--ground:#faf7f0;--paper:#fffdf8;--ink:#26231d;--soft:#675f52;--line:#e4dccb;
--gold:#8a6d2f;--gold-soft:#d9c48f;--green:#2f6b46;--amber:#8a5a00;--red:#a3322a}
*{box-sizing:border-box}body{margin:0 auto;max-width:56rem;padding:2.5rem 1.25rem 4rem;background:var(--ground);
color:var(--ink);font:16px/1.55 'Source Sans 3','Segoe UI',system-ui,sans-serif}
h1,h2{font-family:'Source Serif 4',Georgia,serif;font-weight:500;line-height:1.2}h1{font-size:2.4rem;margin:.1em 0}
h2{font-size:1.4rem;margin:2.4rem 0 .8rem}
.over{color:var(--gold);letter-spacing:.06em;margin:0}.sub,.quiet,footer{color:var(--soft)}footer{margin-top:3rem;
border-top:1px solid var(--line);font-size:.9rem}
.verdict{display:inline-block;margin:.6rem 0;padding:.45rem .9rem;border-radius:.4rem;background:var(--paper);
border:1px solid currentColor;font-weight:600}
.ready{color:var(--green)}.investigate{color:var(--amber)}.stop{color:var(--red)}.reasons{color:var(--red)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.6rem,1fr));gap:.6rem;margin-top:1.2rem}
.facts div{background:var(--paper);border:1px solid var(--line);border-radius:.5rem;padding:.7rem .8rem}
.facts span{display:block;color:var(--soft);font-size:.85rem}.facts strong{white-space:nowrap;
font:500 1.25rem 'Source Serif 4',Georgia,serif}
table{width:100%;border-collapse:collapse;background:var(--paper);font-size:.93rem}th,td{padding:.45rem .6rem;
border-bottom:1px solid var(--line);text-align:left;vertical-align:top}section{overflow-x:auto}th{color:var(--soft);
font-weight:500}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}.wide{overflow-x:auto}
.band{font-weight:600}
figure{overflow-x:auto;margin:0 0 1.2rem;background:var(--paper);border:1px solid var(--line);border-radius:.5rem;
padding:.8rem 1rem}figcaption{display:flex;flex-wrap:wrap;gap:1rem;justify-content:space-between;color:var(--soft);
font-size:.92rem}svg{width:100%;min-width:34rem;height:auto;display:block}
.key{margin-left:.9rem}.key::before{content:'';display:inline-block;width:.9rem;height:.25rem;margin-right:.35rem;
vertical-align:middle;background:var(--ink)}.key.a::before{background:var(--gold)}
.key.soft::before{background:var(--gold-soft)}.key.c::before{background:var(--red)}.key:empty{display:none}
details{margin:.4rem 0}summary{cursor:pointer}code{font-size:.8rem;color:var(--soft)}
@media print{body{max-width:none}}`;
