/** The product's mark: a bubble with a closed eye, for talk that is nobody else's business. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <path
        class="mark-bubble"
        d="M8 3h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6h-9l-6.2 4.3A.5.5 0 0 1 8 29.9V26a6 6 0 0 1-6-6V9a6 6 0 0 1 6-6Z"
      />
      <path class="mark-eye" d="M8.5 13c4.2 5 10.8 5 15 0M16 17v3.2M11 15.7l-1.5 2.7M21 15.7l1.5 2.7" />
    </svg>
  );
}
