// A pile of articles that would like to run in the reader's browser: node hostile.mjs DIR
import { mkdirSync, writeFileSync } from 'node:fs';

const place = process.argv[2];
mkdirSync(place, { recursive: true });

const evil = '<script>window.hurt = 1</script><img src=x onerror="window.hurt = 2">';
const facts = 'The lock gates at Brannoch failed on Tuesday night and the basin emptied within an hour. '
  + '“We had asked for new gates since the spring of last year,” said Mara Oduya, the lock keeper. '
  + `Oduya said ${evil} that at least nine boats were left lying in the mud beside the towpath.`;

const article = (id, outlet, title, text) => ({ id, outlet, title, text, date: '2031-03-04', url: `javascript:window.hurt=3//${id}` });
const rows = [
  article(`wire"><svg onload="window.hurt=4">`, `Northline ${evil}`, `${evil} Lock gates fail`, facts),
  article('paper/../../etc?x=1#y', 'Brannoch Post', "' onmouseover='window.hurt=5", `${facts} (Northline)`),
  article('third', 'Daily & "Sons"', '</title></style><script>window.hurt=6</script>', facts.replace('at least', 'more than')),
];
writeFileSync(`${place}/<img src=x onerror=window.hurt=7>.jsonl`, rows.map((row) => JSON.stringify(row)).join('\n') + '\n');
writeFileSync(`${place}/"onload=window.hurt=8 .txt`, `${evil}\n\n${facts}`);
