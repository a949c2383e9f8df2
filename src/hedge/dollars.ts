/** `-$1,234` for notes and messages. Not Intl: loading its data costs more than a sizing. */
export function dollars(usd: number): string {
  const digits = String(Math.round(Math.abs(usd)));
  let end = digits.length;
  let grouped = '';
  for (; end > 3; end -= 3) grouped = `,${digits.slice(end - 3, end)}${grouped}`;
  grouped = digits.slice(0, end) + grouped;
  return usd < 0 && digits !== '0' ? `-$${grouped}` : `$${grouped}`;
}
