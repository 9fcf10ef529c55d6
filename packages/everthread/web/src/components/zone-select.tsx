/** A time zone by its IANA name; the browser's own stands on top. */
import { zonesWith } from '../time/zones.ts'
import { Select } from './select.tsx'

interface ZoneSelectProps {
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly onChange: (zone: string) => void
}

export function ZoneSelect({ onChange, value, ...rest }: ZoneSelectProps) {
  return (
    <Select value={value} onChange={(event) => onChange(event.target.value)} {...rest}>
      {zonesWith(value).map((zone) => (
        <option key={zone}>{zone}</option>
      ))}
    </Select>
  )
}
