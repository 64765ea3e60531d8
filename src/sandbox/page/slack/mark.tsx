/** The mark of Groundrules: a clear line on the ground, and a word said above it. Decoration; the name stands beside it. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" fill="none">
      <rect width="32" height="32" rx="8" fill="var(--side-chosen)" />
      <path
        d="M8 7h16a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2H15l-4.500 3.600V18H8a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2Z"
        fill="var(--side-chosen-ink)"
      />
      <path d="M6 25.500h20" stroke="var(--side-chosen-ink)" strokeWidth="2.400" strokeLinecap="round" />
      <path
        d="m12.300 12.400 2.600 2.600 5-5"
        stroke="var(--side-chosen)"
        strokeWidth="2.200"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
