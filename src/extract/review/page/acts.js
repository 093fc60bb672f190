// What each key does.

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
    const left = rows.filter((row) => !row.decided && !waiting.has(row.key));
    const asked = left.map(({ table, start, end }) => ({ action: 'accept', table, start, end }));
    left.forEach((row) => waiting.add(row.key));
    if (!asked.length) return say('Every row is decided.');
    say(`Accepting ${asked.length} rows.`);
    return send('decide', { doc: sheet.document.doc_id, asked });
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

// What fails is told, never lost.
function attempt(act) {
  forgive();
  (async () => act())().catch((error) => complain(error.message));
}

const run = (act, number) => attempt(() => acts[act](number));

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
