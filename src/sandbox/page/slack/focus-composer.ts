/** Gives the focus to the field in which one writes. */
export function focusComposer(where: 'channel' | 'thread'): void {
  document.querySelector<HTMLElement>(`[data-composer="${where}"]`)?.focus();
}
