// What pages do beyond links and forms: switch edges off, judge names, scroll together, follow the
// lineage. Everything is asked of the API under /api.
'use strict';

const all = (selector, within = document) => [...within.querySelectorAll(selector)];

async function ask(path, body) {
  const options = body === undefined
    ? {}
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, options);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// Support: each reason that rests on an edge has a switch.

const turns = new WeakMap();

async function recompute(list) {
  const turn = (turns.get(list) || 0) + 1;
  turns.set(list, turn);
  const passage = list.closest('.passage');
  const off = all('[data-edge]', list).filter((box) => !box.checked).map((box) => box.dataset.edge);
  const id = encodeURIComponent(list.dataset.reasons);
  const without = encodeURIComponent([...new Set(off)].join(','));
  const answer = await ask(`/api/collations/${id}/support?without=${without}`);
  // Answers may overtake each other; only that to the last question counts.
  if (turns.get(list) === turn) show(passage, list, off, answer);
}

function show(passage, list, off, answer) {
  const support = passage.querySelector('[data-support]');
  support.classList.remove('single', 'several', 'unsure');
  support.classList.add(answer.class);
  all('[data-origins]', passage).forEach((place) => { place.textContent = answer.rests_on; });
  const names = answer.support.origins.join(', ');
  passage.querySelector('[data-named]').textContent = names && `(${names})`;
  const reasons = new Set(answer.support.reasons.map((r) => r.text));
  all('.anew', list).forEach((item) => item.remove());
  all('[data-text]', list).forEach((item) => {
    item.classList.toggle('gone', !reasons.has(item.dataset.text));
    reasons.delete(item.dataset.text);
  });
  // Where not all reasons are listed, one that is not need not be new.
  if (!('further' in list.dataset)) {
    answer.support.reasons.filter((r) => reasons.has(r.text)).forEach((r) => list.append(reason(r)));
  }
  status(list, `${off.length} left out: rests on ${answer.rests_on}`);
}

function reason({ effect, text }) {
  const item = document.createElement('li');
  item.className = 'anew';
  item.textContent = `${effect}: ${text}`;
  return item;
}

function status(list, text) {
  let line = list.parentElement.querySelector('[role=status]');
  if (!line) {
    line = document.createElement('p');
    line.setAttribute('role', 'status');
    line.className = 'note';
    list.before(line);
  }
  line.textContent = text;
}

all('[data-reasons]').forEach((list) => {
  list.addEventListener('change', (event) => {
    const { edge } = event.target.dataset;
    all('[data-edge]', list).filter((box) => box.dataset.edge === edge)
      .forEach((box) => { box.checked = event.target.checked; });
    recompute(list).catch((error) => status(list, error.message));
  });
});

// Names: same, different and unsure by single keys, with undo.

const pairs = all('.pair');
const keys = { s: 'same', d: 'different', u: 'unsure' };

function say(text) {
  document.querySelector('[data-status]').textContent = text;
}

function focus(pair) {
  if (!pair) return;
  pairs.forEach((other) => { other.tabIndex = other === pair ? 0 : -1; });
  pair.focus();
}

function pressed(pair, decision) {
  all('[data-judge]', pair).forEach((button) => {
    button.setAttribute('aria-pressed', String(button.dataset.judge === decision));
  });
}

function decided(answer) {
  document.querySelector('[data-decided]').textContent = answer.decided;
}

async function judge(pair, decision) {
  const { a, b, type } = pair.dataset;
  decided(await ask('/api/decisions', { decision, a, b, type }));
  pressed(pair, decision);
  say(`${a} and ${b}: ${decision}`);
  focus(pairs[pairs.indexOf(pair) + 1]);
}

async function undo() {
  const answer = await ask('/api/decisions/undo', {});
  decided(answer);
  if (!answer.about) {
    say('nothing to undo');
    return;
  }
  const { a, b, type } = answer.about;
  const is = ({ dataset }) => dataset.type === type
    && ((dataset.a === a && dataset.b === b) || (dataset.a === b && dataset.b === a));
  const pair = pairs.find(is);
  if (pair) {
    pressed(pair, answer.now);
    focus(pair);
  }
  say(`undone: ${a} and ${b}`);
}

function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
  const pair = event.target.closest('.pair') || pairs.find((p) => p.tabIndex === 0);
  const at = pairs.indexOf(pair);
  const done = (work) => work.catch((error) => say(error.message));
  if (keys[event.key] && pair) done(judge(pair, keys[event.key]));
  else if (event.key === 'z') done(undo());
  else if (event.key === 'j') focus(pairs[at + 1]);
  else if (event.key === 'k') focus(pairs[at - 1]);
  else return;
  event.preventDefault();
}

if (document.querySelector('[data-undo]')) {
  document.addEventListener('keydown', key);
  document.querySelector('[data-undo]').addEventListener('click', () => undo().catch((e) => say(e.message)));
  pairs.forEach((pair) => {
    pair.addEventListener('focusin', () => pairs.forEach((p) => { p.tabIndex = p === pair ? 0 : -1; }));
    all('[data-judge]', pair).forEach((button) => {
      button.addEventListener('click', () => judge(pair, button.dataset.judge).catch((e) => say(e.message)));
    });
  });
}

// Columns: the passage stands at one height in all, and they scroll together.

const columns = all('.column .words');
const together = document.querySelector('#together');
let led = false;

function level(column) {
  const passage = column.querySelector('.passage-here');
  return passage ? passage.offsetTop - column.offsetTop : 0;
}

function follow(leader) {
  if (led || !together.checked) return;
  led = true;
  const shift = leader.scrollTop - level(leader);
  columns.filter((c) => c !== leader).forEach((c) => { c.scrollTop = level(c) + shift; });
  requestAnimationFrame(() => { led = false; });
}

columns.forEach((column) => {
  column.scrollTop = level(column) - 60;
  column.addEventListener('scroll', () => follow(column));
});

// Lineage: whoever points at a document or an origin sees its edges and their words.

all('.drawing').forEach((drawing) => {
  const panel = document.createElement('p');
  panel.className = 'edges-here note';
  panel.setAttribute('role', 'status');
  panel.textContent = 'Point at a document or an origin to see what ties it to others.';
  drawing.after(panel);
  const edges = all('.edge[data-from]', drawing);
  const mark = (node) => {
    const id = node && node.dataset.node;
    const here = edges.filter((e) => [e.dataset.from, e.dataset.to].some((ids) => ids.split('\n').includes(id)));
    edges.forEach((e) => e.classList.toggle('here', here.includes(e)));
    drawing.classList.toggle('pointed', here.length > 0);
    panel.textContent = here.map((e) => e.querySelector('title').textContent).join(' · ');
  };
  all('[data-node]', drawing).forEach((node) => {
    ['mouseenter', 'focusin'].forEach((on) => node.addEventListener(on, () => mark(node)));
    ['mouseleave', 'focusout'].forEach((on) => node.addEventListener(on, () => mark(null)));
  });
});
