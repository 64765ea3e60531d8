/** Where the window is: which channel that comes to, what its title says, and where links within it lead. */
import { type MouseEvent, useEffect } from 'react';
import type { ChannelCard, WorkspacePart } from '../../contract.ts';
import { useLook } from '../connection/connection.tsx';
import { channelNamed, channelTitle, firstChannel } from './channels.ts';
import { destinationOf } from './slack-address.ts';

/** The title of the window says whose it is, where it is, and how much is unread. */
export function useTitle(
  workspace: WorkspacePart | undefined,
  cards: ChannelCard[],
  card: ChannelCard | undefined,
): void {
  const unread = cards.filter((one) => one.isMember && !one.isArchived).reduce((sum, one) => sum + one.unread, 0);
  const where = workspace && card ? channelTitle(card, workspace.people) : '';
  const who = workspace?.me.realName ?? '';
  useEffect(() => {
    const count = unread > 0 ? `(${unread}) ` : '';
    document.title =
      who === '' ? 'Groundrules, in a sandbox' : `${count}${[where, who].filter(Boolean).join(' · ')} · Groundrules`;
  }, [unread, where, who]);
}

/** How many milliseconds a conversation that was just begun may take to appear among the channels. */
const appearsWithin = 1500;

/** Goes to a channel where the address names none, or one that this person does not have. */
export function useSomewhere(
  workspace: WorkspacePart | undefined,
  cards: ChannelCard[] | undefined,
): ChannelCard | undefined {
  const { look, setLook } = useLook();
  const card = channelNamed(cards ?? [], look.channel);
  const isSettled = workspace?.me.id === look.as && cards !== undefined;
  const there = isSettled ? (card ?? firstChannel(cards, workspace.people, workspace.app.userId))?.id : undefined;
  const isSure = card !== undefined || look.channel === null;
  useEffect(() => {
    if (there === undefined || there === look.channel) return;
    const go = () =>
      setLook({ channel: there, tab: look.tab, selected: look.selected, thread: look.thread }, 'replace');
    if (isSure) {
      go();
      return;
    }
    const timer = setTimeout(go, appearsWithin);
    return () => clearTimeout(timer);
  }, [there, isSure, look, setLook]);
  return card;
}

/** A click on Slack's address of a message goes there within this page; all other links go their way. */
export function useSlackAddresses(): (event: MouseEvent) => void {
  const { setLook } = useLook();
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const there = link ? destinationOf(link.getAttribute('href') ?? '') : null;
    if (!there || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    setLook({ channel: there.channel, selected: there.ts });
  };
}
