import { numberIn, textsIn } from '../reading.ts';
import { Aftermath } from './aftermath.tsx';
import { type ElementProps, useElement } from './use-element.ts';

/** Files, of which only the names are taken. */
export function FilesElement(props: ElementProps) {
  const { element, id, label, describedBy, isInvalid = false } = props;
  const { value, choose, isBusy, trouble, question } = useElement(props);
  const most = numberIn(element.max_files) ?? 10;
  const chosen = textsIn(value);
  const types = textsIn(element.filetypes);
  return (
    <span className="element element-wide">
      <input
        className="element-input"
        type="file"
        id={id}
        multiple={most > 1}
        accept={types.map((type) => `.${type}`).join(',') || undefined}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={isInvalid}
        onChange={(event) => choose([...(event.target.files ?? [])].slice(0, most).map((file) => file.name))}
      />
      {chosen.length > 0 && <span className="element-count">Chosen: {chosen.join(', ')}</span>}
      <Aftermath isBusy={isBusy} trouble={trouble} question={question} />
    </span>
  );
}
