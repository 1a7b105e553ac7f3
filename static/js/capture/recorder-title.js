const SIGN = "● ";

/** Keeps a sign in the tab's title, whatever else is written there. @returns {() => void} takes it away */
export function markTitle() {
  const title = document.querySelector("title");
  const mark = () => {
    if (!document.title.startsWith(SIGN)) document.title = SIGN + document.title;
  };
  const watch = new MutationObserver(mark);
  watch.observe(title, { childList: true });
  mark();
  return () => {
    watch.disconnect();
    if (document.title.startsWith(SIGN)) document.title = document.title.slice(SIGN.length);
  };
}
