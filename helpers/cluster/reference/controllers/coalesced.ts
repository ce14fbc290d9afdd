/** Does the work once, soon, however often it is asked for meanwhile. */
export function coalesced(work: () => void): () => void {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    setImmediate(() => {
      due = false;
      work();
    });
  };
}
