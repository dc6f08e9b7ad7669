/** A share from 0 to 1 in whole per cent; what is not quite nothing or all never reads so. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  if (whole === 0 && share > 0) return 'under 1 %';
  return `${whole === 100 && share < 1 ? 99 : whole} %`;
}

/** A number with its noun, in the singular for one. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
