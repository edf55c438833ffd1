import { clsx } from 'clsx';

/** A house in ink lines with a gold door. Decorative. `drawn` lets the lines draw themselves. */
export function HouseDrawing({ className, drawn = false }: { className?: string; drawn?: boolean }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 480 300"
      fill="none"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={clsx('stroke-ink', drawn && 'draws-itself', className)}
    >
      {/* ground, path and hedge */}
      <path pathLength={1} d="M10 270h460" />
      <path pathLength={1} className="stroke-edge" d="M252 270c-2 9-16 12-34 16M280 270c4 9 0 14-6 18" />
      <path pathLength={1} className="stroke-edge" d="M402 270c-2-12 6-17 13-14 2-9 16-9 18 0 8-4 17 2 15 14" />
      {/* tree */}
      <path pathLength={1} className="stroke-edge" d="M60 270v-62M60 232l-13-12M60 222l11-11" />
      <path
        pathLength={1}
        className="stroke-edge"
        d="M60 130c21-4 38 14 33 36 12 18-4 41-24 38-16 9-37 1-38-17-17-13-9-37 7-38 1-9 10-18 22-19Z"
      />
      {/* roof, ridge, chimney, panels */}
      <path pathLength={1} d="M108 128 146 58h188l38 70Z" />
      <path pathLength={1} d="M290 58V34h22v24M286 34h30" />
      <path pathLength={1} className="stroke-edge" d="M166 74h46l-4 36h-56ZM189 74l-9 36M159 92h51" />
      {/* walls */}
      <path pathLength={1} d="M122 128v142M358 128v142" />
      <path pathLength={1} className="stroke-edge" d="M122 138h236" />
      {/* upper windows */}
      <path pathLength={1} d="M146 156h48v42h-48ZM170 156v42M146 176h48" />
      <path pathLength={1} d="M296 156h48v42h-48ZM320 156v42M296 176h48" />
      <path pathLength={1} d="M142 198h56M292 198h56" />
      {/* lower windows */}
      <path pathLength={1} d="M140 218h70v36h-70ZM163 218v36M187 218v36M136 254h78" />
      <path pathLength={1} d="M302 218h40v36h-40ZM322 218v36M298 254h48" />
      {/* porch and the gold door */}
      <path pathLength={1} d="M238 213h54l-5-8h-44Z" />
      <path pathLength={1} className="stroke-gold" strokeWidth="2.25" d="M249 270v-50h32v50" />
      <path pathLength={1} className="stroke-gold" d="M256 227h18v14h-18Z" />
      <circle pathLength={1} className="stroke-gold" cx="276" cy="249" r="1.4" />
      {/* heat pump */}
      <path pathLength={1} className="stroke-edge" d="M366 270v-27h28v27M372 270v3M388 270v3" />
      <circle pathLength={1} className="stroke-edge" cx="380" cy="256" r="8.5" />
      <path pathLength={1} className="stroke-edge" d="M380 256l5-6M380 256l-6-5M380 256l-4 6M380 256l7 4" />
    </svg>
  );
}
