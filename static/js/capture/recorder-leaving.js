/** Leaving the page asks, until the returned function is called. @returns {() => void} */
export function askBeforeLeaving() {
  const ask = (event) => {
    event.preventDefault();
    event.returnValue = ""; // older browsers hear this only
  };
  addEventListener("beforeunload", ask);
  return () => removeEventListener("beforeunload", ask);
}
