// Browsers start no worker on a page opened from disk; a hidden frame does its work, so that the search finds something there.
//
// In:  new Worker("assets/javascripts/workers/search.js"), messages to it
// Out: the same script in a frame of its own, its messages back; nothing changes where pages come from a server

class FrameWorker extends EventTarget {
  constructor(url) {
    super();
    this.frame = document.createElement("iframe");
    this.frame.hidden = true;
    document.body.append(this.frame);
    const inner = this.frame.contentWindow;
    inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
    inner.importScripts = (...urls) =>
      urls.reduce((before, one) => before.then(() => FrameWorker.load(inner, one)), Promise.resolve());
    this.ready = FrameWorker.load(inner, url);
  }

  static load(inner, url) {
    return new Promise((resolve, reject) => {
      const script = inner.document.createElement("script");
      script.src = url;
      script.onload = resolve;
      script.onerror = () => reject(new Error(`cannot load ${url}`));
      inner.document.body.append(script);
    });
  }

  postMessage(data) {
    const inner = this.frame.contentWindow;
    this.ready.then(() => inner.dispatchEvent(new MessageEvent("message", { data })));
  }

  terminate() {
    this.frame.remove();
  }
}

if (location.protocol === "file:") {
  window.Worker = FrameWorker;
}
