type Props = { label: string; value: string; options: { value: string; title: string; count?: number }[]; onChange: (value: string) => void };

/** Pick is a row of filters of which one is pressed. */
export function Pick({ label, value, options, onChange }: Props) {
  return (
    <div className="pick" role="group" aria-label={label}>
      {options.map((o) => (
        <button key={o.value} type="button" aria-pressed={o.value === value} onClick={() => onChange(o.value)}>
          {o.title}{o.count !== undefined && ` (${o.count})`}
        </button>
      ))}
    </div>
  );
}
