const ISO_CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

const FREE = "Free";

/**
 * A price for people: `25.00`, `EUR` → "€25.00"; `0.05`, `ETH` → "0.05 ETH"; nothing to pay → "Free". The decimal
 * string goes to `Intl` as it is, so no digit passes through a float.
 */
export function formatPrice(price: string, currency: string): string {
  if (/^0(\.0*)?$/.test(price)) return FREE;
  if (!ISO_CURRENCIES.has(currency)) return `${price} ${currency}`;
  return new Intl.NumberFormat("en-GB", { style: "currency", currency }).format(decimal(price));
}

/** The prices of an event's ticket types, in short: the one price, or the lowest with "from". */
export function priceRange(prices: readonly string[], currency: string): string {
  const [lowest, ...others] = [...new Set(prices)].sort(byAmount);
  if (lowest === undefined) return "";
  const price = formatPrice(lowest, currency);
  if (others.length === 0) return price;
  return price === FREE ? "from free" : `from ${price}`;
}

/** Compares decimal strings of one currency as they are written, so that none becomes a float. */
function byAmount(a: string, b: string): number {
  const [wholeA = "", fractionA = ""] = a.split(".");
  const [wholeB = "", fractionB = ""] = b.split(".");
  return wholeA.length - wholeB.length || wholeA.localeCompare(wholeB) || fractionA.localeCompare(fractionB);
}

/** `Intl` takes exact decimals as strings of this shape; the services answer no other. */
function decimal(price: string): `${number}` {
  if (!isDecimal(price)) throw new Error(`Not a decimal string: ${price}`);
  return price;
}

function isDecimal(text: string): text is `${number}` {
  return /^\d+(\.\d+)?$/.test(text);
}
