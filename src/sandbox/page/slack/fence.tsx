import { Component, type ReactNode } from 'react';

type FenceProps = { children: ReactNode; instead: ReactNode };

/** Keeps what cannot be drawn from taking the rest of the page with it; React offers this to classes alone. */
export class Fence extends Component<FenceProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError(): { isBroken: boolean } {
    return { isBroken: true };
  }

  override render(): ReactNode {
    return this.state.isBroken ? this.props.instead : this.props.children;
  }
}
