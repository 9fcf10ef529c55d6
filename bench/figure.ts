/** One line of the table: what was measured, and what was promised. */
export interface Figure {
  readonly what: string
  readonly value: number
  readonly unit: '×' | 'ms' | 'MB' | 'bytes' | 'per second' | '% of a core' | '% of a screen'
  /** The bar. Without one the figure is only shown. */
  readonly atMost?: number
  /** A bar from below, for what shall be large. */
  readonly atLeast?: number
  /** What the value is made of. */
  readonly detail?: string
}
