// The journey: one document after the other, one mention after the other, all by keys.

const IDS = { actors: 'actor_id', places: 'place_id', agreements: 'agreement_id' };
const OFF = 'letters off';
const LAST = 'document'; // a reload of the page goes on there

let about = null;
let list = { total: 0, documents: [], words: '' };
let sheet = null; // the document in sight
let rows = [];
let chosen = null; // a row of it
let mode = null; // a SpanMode
let selection = null;
const waiting = new Set(); // keys of rows with a decision under way

const layers = () => ({
  rows,
  gone: sheet.gone,
  selection,
  isPending: (row) => waiting.has(row.key),
});
const keyOfRow = ({ table, start, end }) => `${table}:${start}-${end}`;
const words = (row) => sheet.text.slice(row.start, row.end).replace(/\s+/g, ' ');
const inOrder = (a, b) => a.start - b.start || b.end - a.end;

// Draw again where some spans lie.
function repaint(spans) {
  redraw(spans, layers());
  point(chosen, false);
}

// --- documents

const noteOf = ({ published, decided, reasons }) =>
  [published, decided ? `${decided} decided` : reasons].filter(Boolean).join(' · ');

async function showList(from = 0) {
  const found = await get('waiting', { words: $('words').value, start: from });
  list = { ...found, documents: [...(from ? list.documents : []), ...found.documents] };
  const item = (one) =>
    h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          'aria-current': one.doc_id === sheet?.document.doc_id ? 'true' : null,
          onclick: () => openDocument(one.doc_id),
        },
        h('span', {}, one.title),
        h('small', {}, noteOf(one)),
      ),
    );
  const rest = list.total - list.documents.length;
  $('list').replaceChildren(
    ...list.documents.map(item),
    rest
      ? h(
          'li',
          {},
          h(
            'button',
            { type: 'button', onclick: () => showList(list.documents.length) },
            `${rest.toLocaleString('en')} more`,
          ),
        )
      : '',
  );
}

async function openDocument(doc, at = -1) {
  leaveMode();
  sheet = await get('document', { doc });
  rows = sheet.rows.map((row) => ({ ...row, doc })).sort(inOrder);
  waiting.clear();
  showFields();
  showText(sheet.text, layers());
  for (const one of $('list').querySelectorAll('button'))
    one.toggleAttribute('aria-current', false);
  const place = list.documents.findIndex((one) => one.doc_id === doc);
  $('list').children[place]?.firstChild.setAttribute('aria-current', 'true');
  $('list').children[place]?.scrollIntoView({ block: 'nearest' });
  $('text').focus({ preventScroll: true });
  scrollTo(0, 0);
  choose(
    rows.find((row) => row.start >= at) ?? rows[0],
    `${$('title').textContent}. ${summary()}.`,
  );
  document.documentElement.dataset.ready = doc;
  sessionStorage.setItem(LAST, doc);
}

function showFields() {
  const { document: of } = sheet;
  $('title').textContent = of.title ?? of.doc_id;
  document.title = `${$('title').textContent} - Review`;
  const facts = ['published', 'source', 'language', 'doc_id'].map((name) => [name, of[name]]);
  if (of.status !== 'ok') facts.push(['status', `${of.status}: ${of.error ?? ''}`]);
  if (of.warnings) facts.push(['warnings', of.warnings.join('; ')]);
  $('facts').replaceChildren(
    ...facts.map(([name, value]) =>
      h('div', {}, h('dt', {}, name.replace('doc_id', 'document')), h('dd', {}, value ?? '-')),
    ),
  );
  $('count').textContent = summary();
  const note = $('list').querySelector('[aria-current] small');
  if (note && sheet.decided) note.textContent = noteOf({ ...of, decided: sheet.decided });
}

function summary() {
  const doubtful = rows.filter(isDoubtful).length;
  return `${rows.length} mentions, ${doubtful} in doubt, ${sheet.decided} decisions`;
}

async function step(by) {
  const at = list.documents.findIndex((one) => one.doc_id === sheet?.document.doc_id);
  if (at + by === list.documents.length && list.documents.length < list.total)
    await showList(list.documents.length);
  const next = list.documents[at + by];
  if (next) await openDocument(next.doc_id);
  else say(by > 0 ? 'This is the last document.' : 'This is the first document.');
}

// --- mentions

function choose(row, before = '') {
  chosen = row ?? null;
  point(chosen);
  const at = rows.indexOf(chosen);
  showPanel(chosen, chosen && words(chosen), `Mention ${at + 1} of ${rows.length}`, run);
  if (!chosen) return say(before, 'No mention here.');
  const sure = isDoubtful(chosen) ? ', in doubt' : chosen.decided ? ', decided' : '';
  const name = nameOf(chosen) && nameOf(chosen) !== words(chosen) ? `: ${nameOf(chosen)}` : '';
  say(before, `${short(words(chosen))}, ${NAMES[chosen.table]}, ${chosen.type}${name}${sure}.`);
}

function move(by) {
  const at = rows.indexOf(chosen);
  choose(rows[Math.max(0, Math.min(rows.length - 1, at + by))]);
}

// Ask for one decision about the chosen row; the page goes on, the answer comes later.
function decide(action, given = {}, next = null) {
  const row = chosen;
  const { table, start, end } = row;
  waiting.add(row.key);
  pend(row);
  const asked = [{ action, table, start, end, ...given }];
  send('decide', { doc: row.doc, asked });
  if (next) choose(next, `${action === 'accept' ? 'Accepted' : 'Rejected'} ${short(words(row))}.`);
}

const after = (row) => rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1] ?? row;

// Rows, fields and the row in question follow what the server wrote down.
function answered({ path, body }, answer) {
  if (path === 'undo') return undone(answer);
  for (const one of body.asked) waiting.delete(keyOfRow(one));
  if (body.doc !== sheet?.document.doc_id) return null;
  const { action } = body.asked[0];
  const dropped = new Set(answer.whole ? rows.map((row) => row.key) : answer.dropped);
  const fresh = new Map(answer.rows.map((row) => [row.key, { ...row, doc: body.doc }]));
  const old = rows.filter((row) => dropped.has(row.key) || fresh.has(row.key));
  rows = [...rows.filter((row) => !old.includes(row)), ...fresh.values()].sort(inOrder);
  const spans = [...old, ...fresh.values(), ...sheet.gone, ...answer.gone];
  Object.assign(sheet, { document: answer.document, gone: answer.gone, decided: answer.decided });
  repaint(spans);
  showFields();
  const isHere = !chosen || body.asked.some((one) => keyOfRow(one) === chosen.key);
  const isNew = (row) => row.decided && !old.some(({ key }) => key === row.key);
  const made = action === 'add' || isHere ? [...fresh.values()].find(isNew) : null;
  const next = made ?? (rows.includes(chosen) ? chosen : fresh.get(chosen?.key)) ?? near(chosen);
  const told = action === 'document' ? 'Dates follow with `extract corrections apply`.' : '';
  if (next === chosen && /accept|reject/.test(action)) point(chosen);
  else choose(next, `Saved: ${answer.words}. ${told}`);
  return null;
}

const near = (gone) => rows.find((row) => row.start >= (gone?.start ?? 0)) ?? rows.at(-1);

async function undone({ doc_id, words: what, count, start }) {
  await openDocument(doc_id || sheet.document.doc_id, doc_id ? start : chosen?.start);
  say(`Taken back: ${what}${count > 1 ? ` and ${count - 1} more` : ''}.`);
}

function refused({ body }, reason) {
  complain(reason);
  for (const one of body.asked ?? []) waiting.delete(keyOfRow(one));
  if (sheet && body.doc === sheet.document.doc_id) repaint(rows);
}

// --- acts

const acts = {
  next: () => move(1),
  previous: () => move(-1),
  doubtful: () => {
    const at = rows.indexOf(chosen);
    const next = [...rows.slice(at + 1), ...rows.slice(0, at + 1)].find(isDoubtful);
    if (next) choose(next);
    else say('No mention is in doubt.');
  },
  accept: () => chosen && decide('accept', {}, after(chosen)),
  reject: () => chosen && decide('reject', {}, after(chosen)),
  relabel: () =>
    chosen &&
    pickType(`Kind and type of ${words(chosen)}`, chosen.table, (table, type) =>
      decide('relabel', {
        fields: { ...(table === chosen.table ? {} : { table }), [about.types[table]]: type },
      }),
    ),
  edges: () =>
    chosen && enter(chosen, 'end', ({ start, end }) => decide('edges', { to: [start, end] })),
  add: () => {
    const from = selected() ?? wordAt(chosen?.end ?? 0);
    enter(from, 'whole', (span) =>
      pickType(
        `Kind and type of "${sheet.text.slice(span.start, span.end)}"`,
        'actors',
        (table, type) => {
          const fields = { [about.types[table]]: type };
          send('decide', {
            doc: sheet.document.doc_id,
            asked: [{ action: 'add', table, ...span, fields }],
          });
        },
      ),
    );
  },
  link: () => chosen && (chosen.table === 'places' ? linkPlace() : typeFields()),
  merge,
  choose: (number) => candidate(number) && decide('link', { fields: meant(candidate(number)) }),
  complete: () => {
    const left = rows.filter((row) => !row.decided);
    const asked = left.map(({ table, start, end }) => ({ action: 'accept', table, start, end }));
    left.forEach((row) => waiting.add(row.key));
    if (asked.length) send('decide', { doc: sheet.document.doc_id, asked });
    else say('Every row is decided.');
  },
  fields: () =>
    form('Fields of the document', about.columns.documents, sheet.document, (fields) =>
      send('decide', { doc: sheet.document.doc_id, asked: [{ action: 'document', fields }] }),
    ),
  undo: () => send('undo', {}),
  nextDocument: () => step(1),
  previousDocument: () => step(-1),
  documents: () => $('words').focus(),
  help: () =>
    help(
      [
        ['Review', KEYS],
        ['While a span is moved', SPAN_KEYS],
      ],
      !localStorage.getItem(OFF),
      (isOn) => (isOn ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, '1')),
    ),
};

function run(act, number) {
  complain('');
  Promise.resolve(acts[act](number)).catch((error) => complain(error.message));
}

function pickType(title, first, done) {
  const tables = [first, ...Object.keys(NAMES).filter((table) => table !== first)];
  const options = tables.flatMap((table) =>
    about.columns[table]
      .find(({ name }) => name === about.types[table])
      .choices.map((type) => ({
        label: type,
        note: NAMES[table],
        value: [table, type],
      })),
  );
  const fits =
    (typed) =>
    ({ label, note }) =>
      `${note} ${label}`.toLowerCase().includes(typed);
  pick(
    title,
    (typed) => options.filter(fits(typed.toLowerCase())),
    (value) => done(...value),
  );
}

function linkPlace() {
  const row = chosen;
  const typing = { label: 'Type the fields', note: 'id, point, country', value: null };
  pick(
    `Link ${words(row)} to`,
    async (typed) => {
      const found = await get('places', { doc: row.doc, start: row.start, words: typed });
      return [
        ...found.map((one) => ({ label: describe(one), note: one.unit, value: meant(one) })),
        typing,
      ];
    },
    (fields) => (fields ? decide('link', { fields }) : typeFields()),
  );
}

// What a link to a place sets: "Lornish" stays a demonym, whatever it is linked to.
const meant = ({ fields: { feature, ...rest } }) =>
  chosen.type === 'demonym' ? rest : { ...rest, feature };

function typeFields() {
  form(`Fields of ${words(chosen)}`, about.columns[chosen.table], chosen.fields, (fields) =>
    decide('link', { fields }),
  );
}

function merge() {
  const from = chosen?.fields[IDS[chosen.table]];
  if (!from) return say('This row has no identity to merge.');
  const { table } = chosen;
  pick(
    `${nameOf(chosen)} (${from}) is, in all documents,`,
    async (typed) => {
      const found = await get('identities', { table, words: typed });
      return found
        .filter(({ id }) => id !== from)
        .map(({ id, name, rows: count }) => ({
          label: name,
          note: `${id}, ${count} rows`,
          value: id,
        }));
    },
    (into) => decide('merge', { fields: { from, into } }),
  );
  return null;
}

// --- spans

function wordAt(place) {
  const [found] = /[\p{L}\p{N}]+/u.exec(sheet.text.slice(place)) ?? [''];
  const start = sheet.text.indexOf(found, place);
  return { start, end: start + found.length };
}

function enter(span, edge, done) {
  selection = { start: span.start, end: span.end };
  const changed = (before, now) => {
    selection = { start: now.start, end: now.end };
    repaint([before, selection]);
    showSelection();
  };
  mode = new SpanMode(sheet.text, span, edge, changed, (taken) => {
    leaveMode();
    if (taken) done(taken);
    else say('Left as it was.');
  });
  repaint([selection]);
  showSelection();
  $('mode').hidden = false;
  $('text').focus();
}

function leaveMode() {
  mode = null;
  $('mode').hidden = true;
  if (!selection) return;
  const was = selection;
  selection = null;
  repaint([was]);
}

// --- keys

const ARROWS = {
  ArrowRight: 'next',
  ArrowDown: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'previous',
};
const BY_KEY = new Map(KEYS.map(([key, act]) => [key, act]));

document.addEventListener('keydown', (event) => {
  const at = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || isOpen()) return;
  if (at.closest('input, select, textarea')) {
    if (event.key === 'Escape') $('text').focus();
    return;
  }
  const isText = at === $('text') || at === document.body;
  let taken = true;
  if (mode) taken = mode.key(event);
  else if (event.key in ARROWS && isText) run(ARROWS[event.key]);
  else if (event.key === 'Home' && isText) choose(rows[0]);
  else if (event.key === 'End' && isText) choose(rows.at(-1));
  else if (localStorage.getItem(OFF) && event.key !== '?') taken = false;
  else if (/^[1-9]$/.test(event.key)) run('choose', Number(event.key));
  else if (event.key === '+' || event.key === '-') zoomMap(event.key === '+' ? 0.6 : 1 / 0.6);
  else if (BY_KEY.has(event.key)) run(BY_KEY.get(event.key));
  else taken = false;
  if (taken) event.preventDefault();
});

$('text').addEventListener('click', (event) => {
  const mark = event.target.closest('mark');
  if (mark?.row && !mode && getSelection().isCollapsed) choose(mark.row);
});

let typing = 0;
$('words').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(() => showList().catch((error) => complain(error.message)), 150);
});
$('words').addEventListener('keydown', async (event) => {
  if (event.key !== 'Enter') return;
  clearTimeout(typing);
  await showList();
  if (list.documents.length) await openDocument(list.documents[0].doc_id);
});

async function begin() {
  $('acts').append(
    ...['previousDocument', 'nextDocument', 'add', 'complete', 'fields', 'undo', 'help'].map(
      (act) => button(act, run),
    ),
  );
  about = await get('about');
  listen(answered, refused);
  await showList();
  const first = list.documents[0]?.doc_id;
  if (first === undefined) say('There is no document.');
  else await openDocument(sessionStorage.getItem(LAST) ?? first).catch(() => openDocument(first));
}

begin().catch((error) => complain(error.message));
