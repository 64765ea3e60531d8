import type { BlockProps } from './blocks.tsx';
import { type Given, givenIn, inOrder, isGiven, numberIn, textIn } from './reading.ts';
import { RichText } from './rich-text.tsx';
import { useSurface } from './surface.tsx';

/** A table whose first row is its head. */
export function TableBlock({ block }: BlockProps) {
  const rows = Array.isArray(block.rows) ? block.rows.map(givenIn) : [];
  const columns = givenIn(block.column_settings);
  const [head = [], ...rest] = rows;
  const named = numberIn(block.row_header_column_index);
  return (
    <section className="blocks-table-frame" aria-label={textIn(block.caption) || 'Table'}>
      <table className="blocks-table">
        {textIn(block.caption) !== '' && <caption>{textIn(block.caption)}</caption>}
        <thead>
          <tr>
            {inOrder(head).map(({ key, part }, index) => (
              <th key={key} scope="col" style={alignment(columns[index])}>
                <Cell cell={part} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {inOrder(rest).map(({ key, part }) => (
            <tr key={key}>
              {inOrder(part).map((cell, index) => (
                <BodyCell key={cell.key} cell={cell.part} column={columns[index]} isHead={index === named} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BodyCell({ cell, column, isHead }: { cell: Given; column: Given | undefined; isHead: boolean }) {
  const content = <Cell cell={cell} />;
  const style = alignment(column);
  if (!isHead) return <td style={style}>{content}</td>;
  return (
    <th scope="row" style={style}>
      {content}
    </th>
  );
}

function alignment(column: Given | undefined) {
  const align = column?.align;
  return isGiven(column) && (align === 'center' || align === 'right') ? ({ textAlign: align } as const) : {};
}

function Cell({ cell }: { cell: Given }) {
  const { names } = useSurface();
  if (cell.type === 'rich_text') return <RichText elements={cell.elements} names={names} />;
  return textIn(cell.text) || (numberIn(cell.value) ?? '');
}
