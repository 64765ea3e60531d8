/** What may go wrong between Slack and a bot. Each fault meets at most `times` requests or deliveries; without it, all. */
export type Fault = { times?: number } & (
  | { kind: 'rate-limited'; method?: string; channel?: string; retryAfterSeconds: number }
  | { kind: 'status'; method?: string; channel?: string; status: number }
  | { kind: 'refuse'; method?: string; channel?: string; error: string }
  /** `cut`: the connection breaks instead of staying silent until the caller gives up, so that no real time passes. */
  | { kind: 'timeout-after-success'; method?: string; channel?: string; cut?: boolean }
  | { kind: 'slow'; method?: string; channel?: string; milliseconds: number }
  | { kind: 'down'; method?: string; channel?: string }
  | { kind: 'lose-delivery'; event?: string }
  | { kind: 'delay-delivery'; event?: string; milliseconds: number }
  | { kind: 'duplicate-delivery'; event?: string; copies: number }
);
type DeliveryFault = Extract<Fault, { kind: `${string}-delivery` }>;
type CallFault = Exclude<Fault, DeliveryFault>;

export type Faults = {
  /** Puts a fault in force; gives the function that ends it. */
  add(fault: Fault): () => void;
  /** Ends all faults. */
  clear(): void;
};

export type FaultBook = Faults & {
  /** The fault that meets this call of the Web API, counted as used. */
  forCall(method: string, channel: string | null): CallFault | null;
  /** The fault that meets the first delivery of this event, counted as used. */
  forDelivery(event: string): DeliveryFault | null;
};

function isDeliveryFault(fault: Fault): fault is DeliveryFault {
  return fault.kind === 'lose-delivery' || fault.kind === 'delay-delivery' || fault.kind === 'duplicate-delivery';
}

/** A book of faults, empty at first. */
export function openFaultBook(): FaultBook {
  let entries: { fault: Fault; left: number }[] = [];
  const use = <F extends Fault>(fits: (fault: Fault) => fault is F): F | null => {
    for (const entry of entries) {
      const { fault } = entry;
      if (entry.left > 0 && fits(fault)) {
        entry.left -= 1;
        return fault;
      }
    }
    return null;
  };
  return {
    add(fault) {
      const entry = { fault, left: fault.times ?? Number.POSITIVE_INFINITY };
      entries.push(entry);
      return () => {
        entries = entries.filter((other) => other !== entry);
      };
    },
    clear() {
      entries = [];
    },
    forCall: (method, channel) =>
      use(
        (fault): fault is CallFault =>
          !isDeliveryFault(fault) &&
          (fault.method ?? method) === method &&
          (fault.channel === undefined || fault.channel === channel),
      ),
    forDelivery: (event) =>
      use((fault): fault is DeliveryFault => isDeliveryFault(fault) && (fault.event ?? event) === event),
  };
}
