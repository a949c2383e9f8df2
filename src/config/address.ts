/** Web addresses that hold a place such as `{date}`: http or https, and no other scheme. */
export function addressPattern(place: string): RegExp {
  const literal = place.replace(/[{}]/g, '\\$&');
  return new RegExp(`^https?:\\/\\/[^\\s\\/]\\S*${literal}\\S*$`);
}
