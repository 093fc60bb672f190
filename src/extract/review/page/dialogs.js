// Two dialogs: pick one of many by typing, and fill in fields. Both are left by Escape.

let dialog = null;

function open(title, ...content) {
  dialog?.remove();
  dialog = h('dialog', { 'aria-labelledby': 'dialog-title' }, [
    h('h2', { id: 'dialog-title' }, title),
    ...content,
  ]);
  const mine = dialog;
  mine.addEventListener('close', () => {
    mine.remove();
    if (dialog === mine) dialog = null;
    if (!document.activeElement || document.activeElement === document.body) $('text').focus();
  });
  document.body.append(mine);
  mine.showModal();
  return mine;
}

const isOpen = () => Boolean(dialog?.open); // its close event comes later

// Pick an option: {label, note, value}. `search` gives those for some words, perhaps later.
function pick(title, search, picked) {
  const list = h('ul', { role: 'listbox', id: 'options', 'aria-label': title });
  const input = h('input', {
    role: 'combobox',
    'aria-label': `${title}: type to search`,
    'aria-controls': 'options',
    'aria-expanded': 'true',
    placeholder: 'Type to search',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  let options = [];
  let at = 0;
  let asked = 0;
  const take = (option) => {
    mine.close();
    picked(option.value);
  };
  const choose = (place) => {
    at = Math.max(0, Math.min(options.length - 1, place));
    [...list.children].forEach((item, number) => {
      item.setAttribute('aria-selected', number === at);
    });
    list.children[at]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', options.length ? `option-${at}` : '');
  };
  const find = async () => {
    const mark = ++asked;
    const found = await Promise.resolve(search(input.value.trim())).catch((error) => {
      complain(error.message);
      return [];
    });
    if (mark !== asked) return; // more was typed meanwhile
    options = found;
    list.replaceChildren(
      ...options.map((option, number) =>
        h(
          'li',
          { role: 'option', id: `option-${number}`, onclick: () => take(option) },
          option.label,
          option.note ? h('small', {}, option.note) : null,
        ),
      ),
    );
    choose(0);
  };
  input.addEventListener('input', find);
  input.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(at + step);
    else if (event.key === 'Enter' && options[at]) take(options[at]);
    else return;
    event.preventDefault();
  });
  const mine = open(title, input, list);
  find();
}

// Fill in columns; `saved` gets those that were changed.
function form(title, columns, values, saved) {
  const fields = columns.map((column) => ({ column, input: inputOf(column, values[column.name]) }));
  const before = fields.map(({ input }) => input.value);
  const save = (event) => {
    event.preventDefault();
    const changed = fields.filter(({ input }, number) => input.value !== before[number]);
    mine.close();
    if (changed.length)
      saved(
        Object.fromEntries(
          changed.map(({ column, input }) => [column.name, valueOf(column, input)]),
        ),
      );
  };
  const mine = open(
    title,
    h(
      'form',
      { onsubmit: save },
      fields.map(({ column, input }) =>
        h('label', {}, column.name.replaceAll('_', ' '), input, h('small', {}, column.meaning)),
      ),
      h(
        'p',
        { class: 'buttons' },
        h('button', {}, 'Save'),
        h('button', { type: 'button', onclick: () => mine.close() }, 'Cancel'),
      ),
    ),
  );
}

function inputOf(column, value) {
  const choices = column.kind === 'boolean' ? ['true', 'false'] : column.choices;
  const attributes = { required: !column.empty && column.kind !== 'list', value: shown(value) };
  if (!choices.length) {
    const type = { date: 'date', integer: 'number', number: 'number' }[column.kind] ?? 'text';
    return h('input', { type, step: 'any', autocomplete: 'off', ...attributes });
  }
  const every = column.empty ? ['', ...choices] : choices;
  return h(
    'select',
    {},
    every.map((one) => h('option', { selected: one === attributes.value }, one)),
  );
}

function valueOf({ kind }, { value }) {
  if (kind === 'list')
    return value
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean);
  if (value === '') return null;
  if (kind === 'integer' || kind === 'number') return Number(value);
  return kind === 'boolean' ? value === 'true' : value;
}

function help(groups, isOn, toggle) {
  const mine = open(
    'Keys',
    h(
      'label',
      {},
      h('input', {
        type: 'checkbox',
        checked: isOn,
        onchange: (event) => toggle(event.target.checked),
      }),
      ' Letter keys act (the buttons always do)',
    ),
    h('button', { type: 'button', onclick: () => mine.close() }, 'Close'),
    groups.map(([name, keys]) => [
      h('h3', {}, name),
      h(
        'dl',
        { class: 'keys' },
        keys.map(([key, , words]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, words)]),
      ),
    ]),
  );
}
