import { isRecord } from '../arguments.ts';
import { chart } from './charts.ts';
import {
  all,
  anything,
  atLeastOne,
  type Check,
  exactlyOne,
  flag,
  list,
  oneOf,
  shape,
  text,
  variant,
  whole,
} from './check.ts';
import { accessoryElement, actionElement, feedbackElement, inputElement } from './elements.ts';
import { anyText, imageShape, markdownText, plainText } from './texts.ts';

export type Surface = 'message' | 'modal' | 'home';

function block(type: string, fields: Record<string, Check>, needed: string[] = []): Check {
  return shape({ type: oneOf(type), block_id: text(255), ...fields }, ['type', ...needed]);
}

const blockId = { block_id: text(255) };
const richText = block('rich_text', { elements: list(anything, 1000) }, ['elements']);
const cell = variant({
  raw_text: shape({ type: oneOf('raw_text'), text: text(3000, 1) }, ['type', 'text']),
  raw_number: shape({ type: oneOf('raw_number'), value: anything, text: text(3000) }, ['type', 'value', 'text']),
  rich_text: richText,
});
const rows = list(list(cell, 20), 100);
const column = shape({ align: oneOf('left', 'center', 'right'), is_wrapped: flag });
const picture = imageShape({});
const button = variant({ button: actionElement });

const section = all(
  block('section', { text: anyText(3000), fields: list(anyText(2000), 10), accessory: accessoryElement, expand: flag }),
  atLeastOne('text', 'fields'),
);
const input = block(
  'input',
  { label: plainText(2000), hint: plainText(2000), optional: flag, element: inputElement, dispatch_action: flag },
  ['label', 'element'],
);

const everywhere: Record<string, Check> = {
  actions: block('actions', { elements: list(actionElement, 25) }, ['elements']),
  context: block(
    'context',
    { elements: list(variant({ image: picture, plain_text: plainText(3000), mrkdwn: markdownText(3000) }), 10) },
    ['elements'],
  ),
  divider: block('divider', {}),
  header: block('header', { text: plainText(150), level: whole(1, 4) }, ['text']),
  image: imageShape({ ...blockId, title: plainText(2000) }),
  input,
  rich_text: richText,
  section,
  video: block(
    'video',
    {
      video_url: text(3000, 1),
      thumbnail_url: text(3000, 1),
      alt_text: text(2000, 1),
      title: plainText(199),
      title_url: text(3000),
      author_name: text(49),
      provider_name: text(50),
      provider_icon_url: text(3000),
      description: plainText(200),
    },
    ['video_url', 'thumbnail_url', 'alt_text', 'title'],
  ),
};

const card = block(
  'card',
  {
    hero_image: picture,
    icon: picture,
    title: anyText(150),
    subtitle: anyText(150),
    body: anyText(200),
    actions: list(button, 25),
  },
  [],
);

const inMessages: Record<string, Check> = {
  alert: block('alert', { text: anyText(3000), level: oneOf('default', 'info', 'warning', 'error', 'success') }, [
    'text',
  ]),
  card,
  carousel: block('carousel', { elements: list(card, 10) }, ['elements']),
  container: all(
    block(
      'container',
      {
        title: plainText(150),
        rich_text_title: richText,
        subtitle: anyText(150),
        child_blocks: list(variant(everywhere), 10),
        width: oneOf('narrow', 'standard', 'wide', 'full'),
        icon: picture,
        is_collapsible: flag,
        default_collapsed: flag,
        has_header_divider: flag,
      },
      ['child_blocks'],
    ),
    exactlyOne('title', 'rich_text_title'),
  ),
  context_actions: block('context_actions', { elements: list(feedbackElement, 5) }, ['elements']),
  data_table: block(
    'data_table',
    {
      rows: list(list(cell, 20), 101),
      caption: text(3000, 1),
      page_size: whole(1, 100),
      row_header_column_index: whole(0, 19),
    },
    ['rows', 'caption'],
  ),
  data_visualization: block('data_visualization', { title: text(50, 1), chart }, ['title', 'chart']),
  markdown: block('markdown', { text: text(12_000, 1) }, ['text']),
  plan: block('plan', { title: text(3000, 1), tasks: list(anything, 100, 0) }, ['title']),
  table: block('table', { rows, column_settings: list(column, 20, 0) }, ['rows']),
  task_card: block(
    'task_card',
    {
      task_id: text(255),
      title: text(3000, 1),
      details: richText,
      output: richText,
      sources: list(anything, 100, 0),
      status: oneOf('pending', 'in_progress', 'complete', 'error'),
    },
    ['task_id', 'title', 'status'],
  ),
};

const forms: Record<Surface, Check> = {
  message: variant({ ...everywhere, ...inMessages }),
  modal: variant({ ...everywhere, alert: inMessages.alert ?? anything }),
  home: variant(everywhere),
};

/** What Slack would find wrong with these blocks on this surface; an empty list when nothing. */
export function checkBlocks(blocks: unknown[], surface: Surface): string[] {
  const found: string[] = [];
  list(forms[surface], surface === 'message' ? 50 : 100, 0)(blocks, '/blocks', found);
  return [...found, ...togetherWrong(blocks.filter(isRecord))];
}

function togetherWrong(blocks: Record<string, unknown>[]): string[] {
  const found: string[] = [];
  const ids = blocks.flatMap((one) => (typeof one.block_id === 'string' && one.block_id ? [one.block_id] : []));
  if (new Set(ids).size < ids.length) found.push('block_id must be unique [json-pointer:/blocks]');
  for (const one of blocks) {
    const actions = actionIds(one);
    if (new Set(actions).size < actions.length)
      found.push('action_id must be unique within its block [json-pointer:/blocks]');
  }
  if (blocks.filter((one) => one.type === 'table').length > 1)
    found.push('only_one_table_allowed [json-pointer:/blocks]');
  if (blocks.filter((one) => one.type === 'data_visualization').length > 2)
    found.push('no more than 2 data_visualization blocks allowed [json-pointer:/blocks]');
  const marked = blocks.map((one) => (one.type === 'markdown' ? String(one.text ?? '').length : 0));
  if (marked.reduce((sum, length) => sum + length, 0) > 12_000) {
    found.push('markdown blocks must be less than 12001 characters together [json-pointer:/blocks]');
  }
  return found;
}

function actionIds(one: Record<string, unknown>): string[] {
  const elements = Array.isArray(one.elements) ? one.elements : [];
  return elements.flatMap((element) =>
    isRecord(element) && typeof element.action_id === 'string' && element.action_id ? [element.action_id] : [],
  );
}
