// Move a span of the text by keys: the edges of a mention, or a selection for a new one.

const WORD = /[\p{L}\p{N}]+(?:['’.-][\p{L}\p{N}]+)*/gu;
const FAR = 10; // words that the up and down arrows go
const EDGES = { w: 'whole', s: 'start', e: 'end' };

class SpanMode {
  // `edge` is what moves first; `done` is called with the span, or with null to leave it.
  constructor(text, span, edge, changed, done) {
    Object.assign(this, { text, edge, changed, done });
    this.words = [...text.matchAll(WORD)].map((one) => [one.index, one.index + one[0].length]);
    this.start = span.start;
    this.end = span.end;
    this.tell();
  }

  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -FAR, ArrowDown: FAR }[event.key];
    if (step) this.move(step, event.shiftKey || Math.abs(step) > 1);
    else if (event.key === 'Enter') this.done({ start: this.start, end: this.end });
    else if (event.key === 'Escape') this.done(null);
    else if (EDGES[event.key]) this.edge = EDGES[event.key];
    else return false;
    if (event.key !== 'Enter' && event.key !== 'Escape') this.tell();
    return true;
  }

  move(step, byWord) {
    const before = { start: this.start, end: this.end };
    if (this.edge === 'whole') this.jump(step);
    else {
      const side = this.edge === 'start' ? 0 : 1;
      const to = byWord ? this.word(side, step) : this.character(this[this.edge], step);
      const fits = this.edge === 'start' ? to < this.end : to > this.start;
      if (fits) this[this.edge] = Math.max(0, Math.min(this.text.length, to));
    }
    this.changed(before, this);
  }

  // The whole selection becomes another word.
  jump(step) {
    const at = this.words.findIndex(([, end]) => end > this.start);
    const next = this.words[Math.max(0, Math.min(this.words.length - 1, at + step))];
    if (next) [this.start, this.end] = next;
  }

  // The edge of the word some words on.
  word(side, step) {
    const at = this[this.edge];
    const edges = this.words.map((one) => one[side]);
    const next = edges.findIndex((edge) => edge > at);
    const from = next < 0 ? edges.length : next;
    const before = edges[from - 1] === at ? from - 1 : from;
    const to = step > 0 ? from + step - 1 : before + step;
    return edges[Math.max(0, Math.min(edges.length - 1, to))] ?? at;
  }

  // A character on; no pair of units is cut.
  character(at, step) {
    const next = at + step;
    return /[\uDC00-\uDFFF]/.test(this.text[next] ?? '') ? next + step : next;
  }

  tell() {
    say(`${this.edge} moves: "${this.text.slice(this.start, this.end)}"`);
  }
}
