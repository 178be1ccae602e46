// The framework hands a text box to the server when it is left. Here it is handed over after a pause in typing as well,
// as if the person had pressed Ctrl+Enter in it: a closed lid or a lost connection then loses no more than a sentence.
(() => {
  const PAUSE = 1500; // milliseconds
  const waiting = new WeakMap();

  const handOver = (box) => {
    if (box.isConnected) {
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true }));
    }
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    const inForm = box instanceof Element && box.closest('[data-testid="stForm"]'); // there Ctrl+Enter would send the form
    if (!(box instanceof HTMLTextAreaElement) || inForm || event.isComposing) return;
    clearTimeout(waiting.get(box));
    waiting.set(box, setTimeout(() => handOver(box), PAUSE));
  });

  // Whoever leaves the box has handed it over: a second time would only draw the page anew under the next click.
  document.addEventListener("focusout", (event) => clearTimeout(waiting.get(event.target)));
})();
