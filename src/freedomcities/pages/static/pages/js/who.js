// Whoever removes a town or chooses a place by keyboard has it taken away from under the focus:
// it goes to the answer, or to the question where there is none yet.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement && document.activeElement !== document.body) return;
  const next = document.getElementById("who-answer") || document.getElementById("who-place");
  if (next) next.focus({ preventScroll: true });
});
