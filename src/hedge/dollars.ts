/** `-$1,234` for notes and messages. Not Intl: loading its data costs more than a sizing. */
export function dollars(usd: number): string {
  const digits = Math.round(Math.abs(usd)).toFixed(0);
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
  return usd < 0 && digits !== '0' ? `-$${grouped}` : `$${grouped}`;
}
