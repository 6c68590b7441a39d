/**
 * Whether the visitor may be told apart from others: `granted` yes, `pending` not yet asked,
 * `refused` no.
 */
export type Permission = 'granted' | 'pending' | 'refused';

/** What holds before the visitor has decided. */
export type ConsentMode = 'assumed' | 'required';

/** The purpose that lets us tell visitors apart; others are only passed on. */
export const TRACKING = 'tracking';

/**
 * Gives the permission: the strictest of the browser's signal, the visitor's own word and the
 * site's mode wins.
 *
 * @param gpc whether the browser sends Global Privacy Control
 * @param decided what the visitor said, or null
 */
export function permission(mode: ConsentMode, gpc: boolean, decided: boolean | null): Permission {
  if (gpc || decided === false) {
    return 'refused';
  }
  return decided || mode === 'assumed' ? 'granted' : 'pending';
}
