/** Takes the keyboard to the first field that is marked as wrong, or else to the message above the form. */
export function focusFirstProblem(form: HTMLElement | null): void {
  const problem =
    form?.querySelector<HTMLElement>("[aria-invalid=true]") ??
    form?.querySelector<HTMLElement>("[role=alert]");
  if (!problem) return;
  if (problem.getAttribute("role") === "alert") problem.tabIndex = -1;
  problem.focus({ preventScroll: true });
  problem.scrollIntoView({ block: "center" });
}
