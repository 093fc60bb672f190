// One mention after the other, and what becomes of a decision about it.

function choose(row, ...before) {
  chosen = row ?? null;
  point(chosen);
  const at = rows.indexOf(chosen);
  showPanel(chosen, chosen && words(chosen), `Mention ${at + 1} of ${rows.length}`, run);
  if (!chosen) return say(...before, 'No mention here.');
  const sure = isDoubtful(chosen) ? ', in doubt' : chosen.decided ? ', decided' : '';
  const name = nameOf(chosen) && nameOf(chosen) !== words(chosen) ? `: ${nameOf(chosen)}` : '';
  say(...before, `${short(words(chosen))}, ${NAMES[chosen.table]}, ${chosen.type}${name}${sure}.`);
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
