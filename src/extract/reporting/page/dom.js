// Pieces that all views are made of: lists, facts, tools.

// A fact list: [['Source', 'wire'], ['Url', '']] without its empty ones.
function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return h(
    'dl',
    {},
    shown.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  );
}

// The first rows of a long list and a button for more; `draw` makes one row.
function longList(rows, draw, attributes, step = 100) {
  const list = h('ul', attributes);
  const button = h('button', { type: 'button' });
  let shown = 0;
  const more = () => {
    const first = shown;
    list.append(...rows.slice(shown, shown + step).map(draw));
    shown = Math.min(rows.length, shown + step);
    button.textContent = `Show more (${(rows.length - shown).toLocaleString('en')} left)`;
    button.parentElement.hidden = shown >= rows.length;
    if (first) (list.children[first].querySelector('a, button') || list).focus();
  };
  button.addEventListener('click', more);
  const box = h('div', {}, list, h('p', { class: 'more' }, button));
  more();
  return box;
}

// Say to those who listen what changed elsewhere on the page.
function announce(text) {
  document.getElementById('said').textContent = text;
}

// Call after the reader has stopped typing.
function settled(act) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, 150);
  };
}

const search = (label, act) =>
  h(
    'label',
    {},
    label,
    h('input', {
      type: 'search',
      oninput: settled(act),
      autocomplete: 'off',
      spellcheck: 'false',
    }),
  );

function choice(label, options, act) {
  const select = h(
    'select',
    { onchange: act },
    options.map(([value, shown]) => h('option', { value }, shown)),
  );
  return h('label', {}, label, select);
}
