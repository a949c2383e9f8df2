/** `-$1,234` for notes and messages. Not Intl: loading its data costs more than a sizing. */
export function dollars(usd: number): string {
  const whole = Math.round(Math.abs(usd));
  const text = grouped(whole);
  return usd < 0 && whole !== 0 ? `-$${text}` : `$${text}`;
}

function grouped(whole: number): string {
  if (whole < 1000) return String(whole);
  // Most amounts have two groups: short numbers are texts that node keeps, long ones it makes.
  if (whole < 1e6) {
    const rest = whole % 1000;
    const zeros = rest < 10 ? '00' : rest < 100 ? '0' : '';
    return `${(whole - rest) / 1000},${zeros}${rest}`;
  }
  const digits = String(whole);
  let end = digits.length;
  let text = '';
  for (; end > 3; end -= 3) text = `,${digits.slice(end - 3, end)}${text}`;
  return digits.slice(0, end) + text;
}
