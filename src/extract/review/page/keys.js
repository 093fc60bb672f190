// Every key of the page. Buttons, help and docs/review.md are held to this table.

const KEYS = [
  ['j', 'next', 'Next mention (also the right and down arrows)'],
  ['k', 'previous', 'Previous mention (also the left and up arrows)'],
  ['Home End', '', 'First and last mention'],
  ['i', 'doubtful', 'Next mention in doubt'],
  ['a', 'accept', 'Accept: right as it is'],
  ['x', 'reject', 'Reject: no such row'],
  ['t', 'relabel', 'Kind and type'],
  ['e', 'edges', 'Move the edges'],
  ['n', 'add', 'New mention from a selection'],
  ['l', 'link', 'Link: choose or type who, where or which it is'],
  ['m', 'merge', 'Merge with another identity, in all documents'],
  ['1-9', 'choose', 'Take a candidate place by its number'],
  ['c', 'complete', 'Accept every row left in the document'],
  ['f', 'fields', 'Fields of the document'],
  ['u', 'undo', 'Take the last decision back'],
  ['d', 'nextDocument', 'Next document'],
  ['b', 'previousDocument', 'Previous document'],
  ['o', 'documents', 'Find a document'],
  ['+ -', 'zoom', 'Zoom the map'],
  ['Escape', '', 'Put a message, a list or a form away'],
  ['?', 'help', 'All keys'],
];

const SPAN_KEYS = [
  ['w', 'whole', 'Move the selection, a word at a time'],
  ['s', 'start', 'Move its start'],
  ['e', 'end', 'Move its end'],
  ['← →', '', 'A character at a time; with Shift a word'],
  ['↑ ↓', '', 'Ten words at a time'],
  ['Enter', '', 'Take it'],
  ['Escape', '', 'Leave it as it was'],
];

const keyOf = (act) => KEYS.find(([, name]) => name === act)[0];
