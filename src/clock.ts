/** The only file that asks the machine for the time. Everything else is handed a {@link Clock}. */

/** Gives the present instant in epoch milliseconds. One reading per decision: whoever decides reads it once and passes it on. */
export type Clock = () => number;

/** The machine's own clock. */
export const machineClock: Clock = () => Date.now();
