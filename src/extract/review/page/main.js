// Keys and clicks, and the first document.

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
  else if (event.key === 'Escape') complain('');
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
  typing = setTimeout(() => attempt(showList), 150);
});
$('words').addEventListener('keydown', (event) => {
  if (event.key !== 'Enter') return;
  clearTimeout(typing);
  attempt(async () => {
    await showList();
    if (list.documents.length) await openDocument(list.documents[0].doc_id);
  });
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

attempt(begin);
