/** The mark of the product: an A that is also a check. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
      <rect width="20" height="20" rx="5" fill="var(--accent-fill)" />
      <g fill="none" stroke="var(--on-accent)" strokeLinecap="round" strokeLinejoin="round">
        <path d="M5.5 14.5L10 5l4.5 9.5" strokeWidth="1.8" />
        <path d="M7.6 11.2l1.8 1.8l3-3.2" strokeWidth="1.6" />
      </g>
    </svg>
  );
}
