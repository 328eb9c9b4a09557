const DECIMALS_SHOWN = 4;

/** `"1.234567"` → "1.2345": never more than there is. Amounts too small to show are "less than 0.0001". */
export function roundedAmount(amount: string): string {
  const [whole = "0", decimals = ""] = amount.split(".");
  const shown = decimals.slice(0, DECIMALS_SHOWN).replace(/0+$/, "");
  if (shown === "" && Number(whole) === 0 && /[1-9]/.test(decimals)) return "less than 0.0001";
  return shown === "" ? whole : `${whole}.${shown}`;
}
