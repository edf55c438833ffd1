/** Before a row goes, the focus in it moves to its neighbour, or to where files are chosen. */
export function passFocusOn(button: HTMLElement): void {
  const row = button.closest('li');
  const next = row?.nextElementSibling ?? row?.previousElementSibling;
  const target =
    next?.querySelector<HTMLElement>(':scope > button:last-child') ??
    row?.closest('form')?.querySelector('input[type="file"]');
  if (target instanceof HTMLElement) target.focus();
}
