import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { IncomingRequest } from '../engine/incoming.ts';
import type { RequestAnswers } from '../engine/ports.ts';
import type { Rendered } from '../engine/rule.ts';
import { refusalOf } from './failure.ts';
import { blocksOfFields } from './inbound/form.ts';
import { withinLimits } from './limits.ts';

/** Slack shows an error after three seconds; by then it has been acknowledged, and an answer finds another way. */
const acknowledgeWithin = 2500;

/** Bolt's `ack` and `respond` for one request, and its payload. */
export type Exchange = {
  request: IncomingRequest;
  body: unknown;
  ack(answer?: unknown): Promise<void>;
  /** Null where Slack gave no response URL. */
  respond: ((answer: Record<string, unknown>) => Promise<unknown>) | null;
};

/** Said when nobody else found words: in both languages, since nothing is known of the reader here. */
const sorry =
  'Sorry, that did not work just now. Please try again in a minute.\nŞu anda olmadı, lütfen bir dakika sonra yeniden deneyin.';

const container = z.looseObject({ view: z.looseObject({ id: z.string(), hash: z.string().optional() }).nullish() });

/**
 * Lets `decide` answer one request, and sees to it that Slack is told we have it, whatever happens. Never throws.
 *
 * @param patience milliseconds after which Slack is told without waiting for the answer.
 */
export async function answering(
  exchange: Exchange,
  client: WebClient,
  logger: Logger,
  decide: (answers: RequestAnswers) => Promise<void>,
  patience = acknowledgeWithin,
): Promise<void> {
  const acknowledgement = acknowledgeOnce(exchange.ack);
  const late = setTimeout(() => void acknowledgement.plain().catch(() => undefined), patience);
  const ways = waysOf(exchange, client, acknowledgement, logger);
  let isAnswered = false;
  const once = <Given extends unknown[]>(answer: (...given: Given) => Promise<void>) => {
    return async (...given: Given) => {
      if (isAnswered) throw new Error('A request was answered twice');
      isAnswered = true;
      await answer(...given);
    };
  };
  try {
    await decide({
      privately: once(ways.privately),
      openForm: once(ways.openForm),
      updateForm: once(ways.updateForm),
      fieldErrors: once(ways.fieldErrors),
      nothing: once(acknowledgement.plain),
    });
  } catch (error) {
    logger.error(
      { request: exchange.request.kind, error: error instanceof Error ? error.name : 'unknown' },
      'request failed',
    );
    if (!isAnswered) await ways.privately({ text: sorry, blocks: [] }).catch(() => undefined);
  } finally {
    clearTimeout(late);
    await acknowledgement.plain().catch(() => undefined);
  }
}

type Acknowledgement = {
  plain(): Promise<void>;
  /** Acknowledges with an answer; false where that was done before without one. */
  with(answer: Record<string, unknown>): Promise<boolean>;
};

function acknowledgeOnce(ack: Exchange['ack']): Acknowledgement {
  let isDone = false;
  const claim = () => {
    const isFirst = !isDone;
    isDone = true;
    return isFirst;
  };
  return {
    async plain() {
      if (claim()) await ack();
    },
    async with(answer) {
      if (!claim()) return false;
      await ack(answer);
      return true;
    },
  };
}

function waysOf(exchange: Exchange, client: WebClient, acknowledgement: Acknowledgement, logger: Logger) {
  const { request, body } = exchange;
  const view = container.safeParse(body).data?.view ?? null;
  const isForm = request.kind === 'form';

  const privately = async (rendered: Rendered) => {
    const words = withinLimits(rendered);
    const shown = { text: words.text, ...(words.blocks.length > 0 ? { blocks: words.blocks } : {}) };
    const answer = { response_type: 'ephemeral', replace_original: false, ...shown };
    if (request.kind === 'command' && (await acknowledgement.with(answer))) return;
    for (const way of [
      () => byResponseUrl(exchange, answer),
      () => inChannel(request, client, shown),
      () => byMessage(request, client, shown),
    ]) {
      if (await works(way, logger)) return;
    }
    logger.error({ request: request.kind }, 'private answer could not be given');
  };

  const openForm = async (form: ModalView) => {
    if (isForm && (await acknowledgement.with({ response_action: 'push', view: form }))) return;
    const opening = view ? client.views.push : client.views.open;
    try {
      await opening({ trigger_id: request.triggerId, view: form });
    } catch (error) {
      logger.warn({ request: request.kind, because: refusalOf(error) }, 'form could not be opened');
      await privately({ text: sorry, blocks: [] });
    }
    await acknowledgement.plain();
  };

  const updateForm = async (form: ModalView) => {
    if (!view) return openForm(form);
    if (isForm && (await acknowledgement.with({ response_action: 'update', view: form }))) return;
    const unchanged = view.hash === undefined ? {} : { hash: view.hash };
    // Somebody who has typed on meanwhile keeps what they have: a conflict is no failure.
    await works(() => client.views.update({ view_id: view.id, view: form, ...unchanged }).then(() => true), logger);
    await acknowledgement.plain();
  };

  const fieldErrors = async (errors: Record<string, string>) => {
    const blocks = blocksOfFields(body);
    const byBlock = Object.fromEntries(
      Object.entries(errors).map(([field, said]) => [blocks.get(field) ?? field, said]),
    );
    if (isForm && (await acknowledgement.with({ response_action: 'errors', errors: byBlock }))) return;
    await privately({ text: Object.values(errors).join('\n'), blocks: [] });
  };

  return { privately, openForm, updateForm, fieldErrors };
}

type Shown = { text: string; blocks?: Rendered['blocks'] };

async function byResponseUrl({ respond }: Exchange, answer: Record<string, unknown>): Promise<boolean> {
  if (!respond) return false;
  await respond(answer);
  return true;
}

async function inChannel(request: IncomingRequest, client: WebClient, shown: Shown): Promise<boolean> {
  if (request.slackChannelId === null) return false;
  const { text, blocks } = shown;
  await client.chat.postEphemeral({
    channel: request.slackChannelId,
    user: request.by,
    text,
    ...(blocks ? { blocks } : {}),
  });
  return true;
}

async function byMessage(request: IncomingRequest, client: WebClient, shown: Shown): Promise<boolean> {
  const { text, blocks } = shown;
  await client.chat.postMessage({ channel: request.by, text, ...(blocks ? { blocks } : {}) });
  return true;
}

async function works(way: () => Promise<boolean>, logger: Logger): Promise<boolean> {
  try {
    return await way();
  } catch (error) {
    logger.warn(
      { because: refusalOf(error) ?? (error instanceof Error ? error.name : 'unknown') },
      'one way to answer failed',
    );
    return false;
  }
}
